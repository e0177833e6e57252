import EvalLogs
import Stats

/// Two sets of counts, or two runs of one, held against each other: what `compare` prints.
package struct SetComparison: Sendable {
  package enum Format: String, Sendable, CaseIterable {
    case text, markdown, json
  }

  /// What one of the two has and the other lacks, a line each.
  package let missing: [String]
  private let results: Results
  /// What A and B are; none for two runs.
  private let sides: [String]

  /// Each run of two sets; where both hold but one, those two, whatever they are called.
  ///
  /// - Throws: `ReportError` of kind `input` where nothing is in common.
  package init(
    _ baseline: BaselineSet, _ candidate: BaselineSet, _ settings: Settings
  ) throws(ReportError) {
    let names = ["A", "B"]
    let runs = [baseline, candidate].map { Set($0.table.rows.map(Run.init)) }
    let isSingle = runs.allSatisfy { $0.count == 1 }
    let common = isSingle ? runs[1] : runs[0].intersection(runs[1])
    guard !common.isEmpty else {
      throw ReportError(
        .input, "\(baseline.name) and \(candidate.name) have no run in common",
        remedy: "Compare two runs of one study with `compare A B --in PATH`.")
    }
    var rules: [Config.ComparisonRule] = []
    var rows: [TallyTable.Row] = []
    func called(_ run: Run, _ side: Int) -> String { "\(run.text) (\(names[side]))" }
    for run in common.sorted() {
      let other = isSingle ? runs[0].first! : run
      rules.append(.init(baseline: called(other, 0), candidate: called(run, 1)))
    }
    for (side, set) in [baseline, candidate].enumerated() {
      for row in set.table.rows where isSingle || common.contains(Run(row)) {
        var row = row
        (row.run, row.variant) = (called(Run(row), side), nil)
        rows.append(row)
      }
    }
    var settings = settings
    settings.config.runs = []
    settings.config.comparisons = rules
    (settings.baseline, settings.labels) = (nil, [:])
    let reading = Reading(table: TallyTable(rows), issues: [], inputs: [], sources: [])
    let study = try Study(reading, settings)
    results = Results(study, settings, weighing: false)
    sides = zip(names, [baseline, candidate]).map {
      "\($0): \($1.name), fingerprint \($1.fingerprint.prefix(12))"
    }
    missing =
      isSingle
      ? Self.missing(study)
      : runs[0].subtracting(common).sorted().map { "\($0.text): only \(names[0]) has this run" }
        + runs[1].subtracting(common).sorted().map { "\($0.text): only \(names[1]) has this run" }
        + Self.missing(study)
  }

  /// Two runs of one study.
  ///
  /// - Throws: `ReportError` of kind `usage` where one of them is not there.
  package init(
    runs baseline: String, _ candidate: String, of reading: Reading, _ settings: Settings,
    problemMaps: [String: [String: String]]
  ) throws(ReportError) {
    var settings = settings
    settings.config.comparisons = [.init(baseline: baseline, candidate: candidate)]
    settings.baseline = nil
    let study = try Study(reading, settings, problemMaps: problemMaps)
    results = Results(study, settings, weighing: false)
    missing = Self.missing(study)
    sides = []
  }

  /// Benchmarks and problems that only one of a pair has.
  private static func missing(_ study: Study) -> [String] {
    study.pairs.flatMap { pair in
      study.benchmarks.indices.flatMap { b -> [String] in
        let (one, two) = (study.cells[b][pair.baseline], study.cells[b][pair.candidate])
        let name = study.benchmarks[b].id
        func only(_ run: Int, _ what: String) -> String {
          "\(name): only \(study.runs[run].label) has \(what)"
        }
        guard let one, let two else {
          return [one == nil ? two : one].compactMap(\.self).map { only($0.run, "this benchmark") }
        }
        let ids = [one, two].map { Set($0.problems.map(\.id)) }
        return [(one, ids[0].subtracting(ids[1])), (two, ids[1].subtracting(ids[0]))].compactMap {
          cell, left in
          left.isEmpty
            ? nil
            : only(
              cell.run,
              SetCheck.listed(cell.problems.map(\.id).filter { left.contains($0) }))
        }
      }
    }
  }

  /// One run of a set, in one of its variants.
  private struct Run: Hashable, Comparable {
    let run: String
    let variant: String?

    init(_ row: TallyTable.Row) { (run, variant) = (row.run, row.variant) }

    var text: String { variant.map { "\(run)@\($0)" } ?? run }

    static func < (left: Self, right: Self) -> Bool {
      NaturalOrder.precedes(left.text, right.text)
    }
  }

  package func text(_ format: Format) -> String {
    switch format {
    case .json: DifferencesAnalysis(results).tables[0].json
    case .markdown:
      (sides.map { "\(GateMarkdown.inLine($0))\n\n" } + [
        tables.map(\.markdown).joined(separator: "\n")
      ])
      .joined()
    case .text:
      (sides.map { "\($0)\n" } + [sides.isEmpty ? "" : "\n"]
        + [tables.map(\.plainText).joined(separator: "\n")]).joined()
    }
  }

  /// Which side is which stands above: a row needs the run alone.
  private static func unsided(_ row: [Cell]) -> [Cell] {
    guard case .name(let label, _, _, _) = row[0] else { return row }
    let name = label.hasSuffix(" (B)") ? String(label.dropLast(4)) : label
    return [.name(name)] + row.dropFirst()
  }

  /// A table a benchmark.
  private var tables: [Table] {
    results.study.benchmarks.indices.compactMap { b in
      let comparisons = results.comparisons[b]
      guard !comparisons.isEmpty else { return nil }
      let claims = ClaimsTable(
        results: results, comparisons: comparisons.filter { $0.paired != nil })
      let table = claims.table("claims")
      return Table(
        "claims-\(b)", label: results.study.benchmarks[b].label,
        caption: "\(results.study.benchmarks[b].label). \(table.caption)", look: table.look,
        columns: table.columns, rows: sides.isEmpty ? table.rows : table.rows.map(Self.unsided))
    }
  }
}

extension Table {
  /// The table in columns of letters, under its name; the caption is left out.
  var plainText: String {
    let heads = columns.indices.map { fullName($0).plainSpaces }
    let lines = [heads] + rows.map { $0.map(\.inOneLine.plainSpaces) }
    let widths = columns.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
    let isText = columns.indices.map { $0 == 0 || columns[$0].isText }
    let text = lines.map { line in
      var cells = line.enumerated().map { column, cell in
        let padding = String(repeating: " ", count: widths[column] - cell.count)
        return isText[column] ? cell + padding : padding + cell
      }.joined(separator: "  ")
      while cells.last == " " { cells.removeLast() }
      return cells
    }
    return "\(label)\n\(text.joined(separator: "\n"))\n"
  }
}
