import EvalLogs
import Stats

/// What tells the rows of a tally apart.
struct RowKey: Hashable {
  let run: String
  let variant: String?
  let benchmark: String
  let problem: String

  init(_ row: TallyTable.Row) {
    (run, variant, benchmark, problem) = (row.run, row.variant, row.benchmark, row.problem)
  }
}

/// What a study calls the run, the benchmark and the problem of a row.
struct RowNames {
  let run: String
  let benchmark: String
  let problem: String
}

extension Study {
  /// The same study with nothing in it that tells whose runs, files and problems these are.
  func anonymous(_ settings: Settings) -> Study {
    let mask = Anonymity(self, settings)
    let runIndex = Dictionary(uniqueKeysWithValues: zip(runs.map(\.id), runs.indices))
    let benchmarkIndex = Dictionary(
      uniqueKeysWithValues: zip(benchmarks.map(\.id), benchmarks.indices))
    func renamed(_ row: TallyTable.Row) -> TallyTable.Row? {
      guard let name = rowNames[RowKey(row)], let r = runIndex[name.run],
        let b = benchmarkIndex[name.benchmark], let problem = mask.problems[b][name.problem]
      else { return nil }
      return TallyTable.Row(
        run: mask.runs[r], benchmark: mask.benchmarks[b], problem: problem, tally: row.tally,
        truncated: row.truncated, group: mask.group(row.group))
    }
    let table = TallyTable(self.table.rows.compactMap(renamed))
    let runSlugs = Slugs.make(mask.runs, fallback: "run")
    let benchmarkSlugs = Slugs.make(mask.benchmarks, fallback: "benchmark")
    let newRuns = runs.indices.map { mask.run(runs[$0], $0, slug: runSlugs[$0], among: runs) }
    let newBenchmarks = benchmarks.indices.map { b in
      Benchmark(
        id: mask.benchmarks[b], label: mask.benchmarks[b], slug: benchmarkSlugs[b],
        expectedProblems: benchmarks[b].expectedProblems, domain: benchmarks[b].domain,
        guessRate: benchmarks[b].guessRate)
    }
    return Study(
      title: settings.title ?? Self.title(newRuns, newBenchmarks), abstract: nil, authors: [],
      runs: newRuns, benchmarks: newBenchmarks, cells: cells(mask), pairs: pairs,
      notes: [
        "This report is anonymous: runs and benchmarks have the labels that were given, else letters and numbers; problems are numbered. Names, paths, texts, authors, days of release and published values are left out."
      ],
      table: table, accounts: accounts(table, renamed),
      headlines: headlines.compactMap { headline in
        guard let r = runIndex[headline.run], let b = benchmarkIndex[headline.benchmark] else {
          return nil
        }
        return headline.anonymous(run: mask.runs[r], benchmark: mask.benchmarks[b])
      },
      published: [], samples: anonymousSamples(), records: nil,
      stoppedAtSuccess: stoppedAtSuccess, rowNames: [:],
      training: anonymousTraining(mask, runIndex))
  }

  private func cells(_ mask: Anonymity) -> [[Cell?]] {
    cells.enumerated().map { b, byRun in
      byRun.map { cell in
        cell.map { cell in
          Cell(
            run: cell.run, benchmark: b,
            problems: cell.problems.map { problem in
              Problem(
                id: mask.problems[b][problem.id] ?? "", tally: problem.tally, rows: problem.rows,
                group: mask.group(problem.group))
            },
            truncated: cell.truncated, duplicates: cell.duplicates,
            modelFailures: cell.modelFailures, harnessFailures: cell.harnessFailures,
            format: cell.format)
        }
      }
    }
  }

  /// In the order of the new table, whose rows may be sums.
  private func accounts(
    _ new: TallyTable, _ renamed: (TallyTable.Row) -> TallyTable.Row?
  ) -> [Account] {
    guard accounts.count == table.rows.count else { return [] }
    var sums: [RowKey: Account] = [:]
    for (row, account) in zip(table.rows, accounts) {
      guard let key = renamed(row).map(RowKey.init) else { continue }
      sums[key] = sums[key].map { $0 + account } ?? account
    }
    return new.rows.compactMap { sums[RowKey($0)] }
  }

  /// Without places and texts; answers stay what they are, to be told apart, for no page and no file
  /// shows one.
  private func anonymousSamples() -> SampleTable {
    let marks = Anonymity.Marks(scorers().sorted(by: NaturalOrder.precedes), "Scorer")
    return samples.masked { column, text in
      switch column {
      case .answer, .finish: text
      case .scorer: marks[text]
      case .verdict:
        RunAudit.isAccepted(text).map { $0 ? "yes" : "no" } ?? "other"
      default: nil
      }
    }
  }

  private func scorers() -> Set<String> {
    guard samples.columns.contains(.scorer) else { return [] }
    var names: Set<String> = []
    for problem in cells.joined().compactMap(\.self).flatMap(\.problems) {
      eachSample(of: problem, [.scorer]) { _, values in
        if case .text(let name)?? = values.first { names.insert(name) }
      }
    }
    return names
  }

  private func anonymousTraining(
    _ mask: Anonymity, _ index: [String: Int]
  ) -> [TrainingPoint] {
    let others = Set(training.map(\.run)).filter { index[$0] == nil }
    let trainings = Anonymity.Marks(others.sorted(by: NaturalOrder.precedes), "Training")
    let metrics = Anonymity.Marks(
      Set(training.map(\.metric)).sorted(by: NaturalOrder.precedes), "Metric")
    return training.map { point in
      TrainingPoint(
        run: index[point.run].map { mask.runs[$0] } ?? trainings[point.run] ?? "",
        step: point.step, metric: metrics[point.metric] ?? "", value: point.value)
    }
    .sorted()
  }
}
