/// What was read: the counts, and an account of every file.
package struct Reading: Sendable {
  package let table: TallyTable
  /// Sorted; notes (`code.isNote`) among them.
  package let issues: [LogIssue]
  /// Every file found, in natural order of path, those no adapter claims included.
  package let inputs: [InputFile]
  /// One per run, variant and benchmark, in the table's order.
  package let sources: [Source]
  /// What became of the samples of each row of the table, in its order.
  package let accounts: [Account]
  /// One by one, where they were asked for.
  package let samples: SampleTable
  /// Numbers that the harnesses give themselves, in the order of their files.
  package let headlines: [Headline]
  /// Points of training curves, sorted.
  package let training: [TrainingPoint]

  package init(
    table: TallyTable, issues: [LogIssue], inputs: [InputFile], sources: [Source],
    accounts: [Account] = [], samples: SampleTable = SampleTable(), headlines: [Headline] = [],
    training: [TrainingPoint] = []
  ) {
    self.table = table
    self.issues = issues
    self.inputs = inputs
    self.sources = sources
    self.accounts = accounts
    self.samples = samples
    self.headlines = headlines
    self.training = training
  }

  /// The same without issues of one kind, for whoever can do without what they lack.
  package func withoutIssues(_ code: LogIssue.Code) -> Reading {
    Reading(
      table: table, issues: issues.filter { $0.code != code }, inputs: inputs, sources: sources,
      accounts: accounts, samples: samples, headlines: headlines, training: training)
  }
}

/// A file that was found.
package struct InputFile: Hashable, Sendable {
  /// Below the root.
  package let path: String
  /// Size on disk, in bytes.
  package let size: Int
  /// The adapter that read it; nil where none claims it.
  package let format: String?
  /// Its real path, ended by a zero byte, for reading it again; never to be written anywhere.
  package let location: [CChar]
}

/// Where one run's counts on one benchmark come from.
package struct Source: Hashable, Sendable {
  package let run: String
  package let variant: String?
  package let benchmark: String
  /// Paths below the root, in natural order.
  package let files: [String]
  /// The adapters' names, in natural order.
  package let formats: [String]
  package let problems: Int
  /// Samples scored and used.
  package let samples: Int
  package let missing: Int
  /// Samples scored of a problem: the fewest, the middle one (the lower of two), the most.
  package let fewest: Int
  package let median: Int
  package let most: Int
  /// Samples that came to no verdict by the model's fault, and by another's.
  package let modelFailures: Int
  package let harnessFailures: Int
  /// Rows or problems met again and not used.
  package let duplicates: Int
  /// Samples cut off at the token limit; nil where that is unknown of any.
  package let truncated: Int?

  /// - Parameter rows: The tally's rows of the run on the benchmark.
  package init(
    run: String, variant: String?, benchmark: String, files: [String], formats: [String],
    counts rows: [TallyTable.Row], accounts: [Account] = [], duplicates: Int, truncated: Int?
  ) {
    self.run = run
    self.variant = variant
    self.benchmark = benchmark
    self.files = files
    self.formats = formats
    self.duplicates = duplicates
    self.truncated = truncated
    let scored = rows.map(\.tally.samples).sorted()
    problems = rows.count
    samples = scored.reduce(0, +)
    missing = rows.reduce(0) { $0 + $1.tally.missing }
    fewest = scored.first ?? 0
    median = scored.isEmpty ? 0 : scored[(scored.count - 1) / 2]
    most = scored.last ?? 0
    modelFailures = accounts.reduce(0) { $0 + $1.modelFailures }
    harnessFailures = accounts.reduce(0) { $0 + $1.harnessFailures }
  }
}

/// How far reading has come.
package struct Progress: Hashable, Sendable {
  package let filesDone: Int
  package let files: Int
  package let bytesDone: Int
  package let bytes: Int
}
