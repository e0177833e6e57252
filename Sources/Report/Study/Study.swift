import EvalLogs
import Stats

/// Runs, benchmarks and what each run did on each problem, with the names and the order that every
/// page, table and file uses.
package struct Study: Sendable {
  package struct Run: Sendable {
    /// The full name, unique in the study: the model, with `@variant` where the model has several.
    package let id: String
    /// The name shown.
    package let label: String
    /// The stem of its page's and figures' file names.
    package let slug: String
    package let role: Config.Role?
    package let family: String?
    package let variant: String?
    /// In words: "7B".
    package let size: String?
    /// What trained it: "GRPO".
    package let algorithm: String?
    /// Training steps; what the config says, else the log's settings.
    package let step: Int?
    /// The sampling temperature; what the config says, else the log's settings.
    package let temperature: Double?
    package let released: CalendarDay?
    package let tags: [String]
  }

  package struct Benchmark: Sendable {
    package let id: String
    package let label: String
    /// The stem of its page's and figures' file names.
    package let slug: String
    package let expectedProblems: Int?
    package let domain: Config.Domain?
    /// The chance that a guess is right; `nil` where nothing is said.
    package let guessRate: Double?
  }

  package struct Problem: Sendable {
    package let id: String
    package let tally: Tally
    /// Its rows in the table of samples: several where ids were mapped to one.
    package var rows: [Int] = []
    /// What the log groups it by, such as its family of tasks.
    package var group: String?
  }

  /// One run on one benchmark.
  package struct Cell: Sendable {
    package let run: Int
    package let benchmark: Int
    /// In natural order of their ids.
    package let problems: [Problem]
    /// Samples cut off for length; `nil` where the logs do not say.
    package let truncated: Int?
    /// Rows that repeated a sample already counted.
    package let duplicates: Int
    /// Samples that came to no verdict by the model's fault, and by another's.
    package let modelFailures: Int
    package let harnessFailures: Int
    /// The format the counts were read from.
    package let format: String?

    /// Problems with a correct sample.
    var solved: Int { problems.count { $0.tally.correct > 0 } }
  }

  package struct Pair: Hashable, Sendable {
    package let baseline: Int
    package let candidate: Int
  }

  package let title: String
  package let abstract: String?
  package let authors: [String]
  package let runs: [Run]
  package let benchmarks: [Benchmark]
  /// By benchmark, then by run; `nil` where the run has no problem of the benchmark.
  package let cells: [[Cell?]]
  /// Which runs are compared with which, in order.
  package let pairs: [Pair]
  /// Guesses made and labels shortened: not issues, but said.
  package let notes: [String]
  /// All rows, with full names, in canonical order.
  package let table: TallyTable
  /// What became of the samples of each row of the table, in its order; empty where the counts were
  /// not read from logs.
  package let accounts: [Account]
  /// What the harnesses give themselves, under the names of the study.
  package let headlines: [Headline]
  /// What others published of these runs, in the config's order.
  package let published: [Published]
  /// What was asked for of each sample; empty where nothing was.
  package let samples: SampleTable
  /// For reading records again; `nil` where no text is to be shown.
  package let records: RecordLines?
  /// Logs in which sampling seems to have stopped at a success.
  package let stoppedAtSuccess: Int
  /// What the rows of the table are called, where all of it is to be renamed; else empty.
  let rowNames: [RowKey: RowNames]
  /// The points of training curves, as trainers logged them.
  package let training: [TrainingPoint]

  /// The page of a run, below the site's folder.
  func page(ofRun run: Int) -> String { "runs/\(runs[run].slug).html" }

  /// The stem of what belongs to a pair; slugs hold no double hyphen.
  func slug(of pair: Pair) -> String {
    "\(runs[pair.candidate].slug)--\(runs[pair.baseline].slug)"
  }

  /// The page of a pair, below the site's folder.
  func page(of pair: Pair) -> String { "comparisons/\(slug(of: pair)).html" }

  /// The samples of a problem, in the order of their index.
  package func samples(of problem: Problem) -> [SampleTable.Sample] {
    problem.rows.flatMap { samples.samples(ofRow: $0) }
  }

  /// Hands over each sample of a problem, in no certain order: its outcome, and what it carries of
  /// some columns.
  func eachSample(
    of problem: Problem, _ columns: [SampleColumn],
    _ body: (Bool?, [SampleTable.Value?]) -> Void
  ) {
    for row in problem.rows { samples.eachSample(ofRow: row, columns, body) }
  }
}
