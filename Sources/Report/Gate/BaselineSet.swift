import EvalLogs
import Stats

/// A stored set of counts that a night is held against.
package struct BaselineSet: Sendable {
  /// In words: "the night 2026-11-29", "release-1.2".
  package let name: String
  package let table: TallyTable
  /// Of its canonical tally.
  package let fingerprint: String
  /// Where its own report is.
  package let link: String?

  package init(name: String, table: TallyTable, link: String? = nil) {
    self.name = name
    self.table = table
    self.link = link
    fingerprint = Fingerprint.of(table.csv())
  }

  /// Several nights together, their samples added up, of what the last of them has: a problem that
  /// was taken out of the suite since is not missed for a week.
  ///
  /// - Parameter nights: Oldest first.
  package init(name: String, pooling nights: [TallyTable]) {
    let kept = Set((nights.last?.rows ?? []).map(RowKey.init))
    self.init(
      name: name, table: TallyTable(nights.flatMap(\.rows).filter { kept.contains(RowKey($0)) }))
  }
}

/// What a rule is held against.
package enum Baseline: Sendable {
  case one(BaselineSet)
  /// For each run, benchmark and k whichever of these is highest; oldest first. What is missing is
  /// told from the last.
  case best([BaselineSet])
  /// Nothing is stored yet, and why.
  case none(String)

  var sets: [BaselineSet] {
    switch self {
    case .one(let set): [set]
    case .best(let sets): sets
    case .none: []
    }
  }
}

/// A stored set under the names of a study.
struct StoredCells: Sendable {
  struct Key: Hashable, Sendable {
    let run: String
    let benchmark: String
  }

  /// One run on one benchmark.
  struct Cell: Sendable {
    let runID: String
    let runLabel: String
    let benchmarkID: String
    let benchmarkLabel: String
    let cell: Study.Cell
  }

  let name: String
  let fingerprint: String
  let cells: [Key: Cell]

  /// - Parameters:
  ///   - settings: Those of the study that it is compared with: names, ids and what is expected are
  ///     the same for both.
  ///   - problemMaps: Likewise.
  init(
    _ set: BaselineSet, _ settings: Settings, _ problemMaps: [String: [String: String]]
  ) throws(ReportError) {
    name = set.name
    fingerprint = set.fingerprint
    var settings = settings
    // What picks and pairs the runs of tonight need not be there.
    (settings.runs, settings.benchmarks, settings.excluded) = ([], [], [])
    (settings.baseline, settings.config.comparisons, settings.labels) = (nil, [], [:])
    settings.config.published = []
    guard !set.table.rows.isEmpty else {
      cells = [:]
      return
    }
    let reading = Reading(table: set.table, issues: [], inputs: [], sources: [])
    let study = try Study(reading, settings, problemMaps: problemMaps)
    var cells: [Key: Cell] = [:]
    for cell in study.cells.joined().compactMap(\.self) {
      let (run, benchmark) = (study.runs[cell.run], study.benchmarks[cell.benchmark])
      cells[Self.key(run, benchmark)] = Cell(
        runID: run.id, runLabel: run.label, benchmarkID: benchmark.id,
        benchmarkLabel: benchmark.label, cell: cell)
    }
    self.cells = cells
  }

  /// A run that is called by its model alone and one that is called by model and settings are the
  /// same where the settings are.
  static func key(_ run: Study.Run, _ benchmark: Study.Benchmark) -> Key {
    let settings = run.variant ?? "default"
    let suffix = "@\(settings)"
    return Key(
      run: run.id.hasSuffix(suffix) ? run.id : run.id + suffix, benchmark: benchmark.id)
  }
}
