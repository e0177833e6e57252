import Simulation
import Stats

/// The study in Markdown: every method in a line, then the worst cells of each, then the defaults by
/// population.
struct CoverageTables {
  private let results: [(name: String, rows: [CoverageRow])]
  private let command: String

  init(_ results: [(name: String, rows: [CoverageRow])], command: String) {
    self.results = results.map { ($0.name, $0.rows.filter { $0.datasets > 0 }) }
    self.command = command
  }

  private static let titles = [
    "one-run": "One run", "two-runs": "Two runs: the difference",
    "recovery": "The published pair: what is recovered",
  ]

  var text: String {
    var text = """
      <!-- Written by `make coverage`; do not edit. -->

      Measured by `\(command)`. A cell is a method, a population, a number of problems P, of samples \
      n and a k. *Ratio*: mean width over that of an interval of the true standard error, which only a \
      simulation knows. *Short*: cells whose coverage is below the level by more than two points and \
      three standard errors of the simulation. *Power*: the share of intervals that leave 0 out.

      """
    for (name, rows) in results where !rows.isEmpty {
      text += "\n## \(Self.titles[name] ?? name)\n"
      if name == "recovery" {
        text += "\n" + Self.recovery(rows)
        continue
      }
      let met = rows.filter { $0.breaks == nil }
      let broken = rows.filter { $0.breaks != nil }
      text += "\n### Worst cells of the defaults\n\n" + Self.worst(met.filter(\.isDefault), 15)
      text += "\n### Every method\n\n" + Self.summary(met)
      text += "\n### Worst cells of each method\n\n" + Self.worstOfEach(met)
      text += "\n### The defaults by population, at 95 %\n\n" + Self.byPopulation(met)
      if !broken.isEmpty {
        text += "\n### Where what the method assumes is broken: \(broken[0].breaks!)\n\n"
        text += Self.summary(broken)
      }
    }
    return text
  }

  // MARK: Tables

  private static func worst(_ rows: [CoverageRow], _ count: Int) -> String {
    let sorted = rows.filter { $0.level == 0.95 }.sorted(by: precedes).prefix(count)
    return table(
      ["target", "method", "population", "P", "n", "k", "coverage", "± se", "width", "ratio"],
      sorted.map { row in
        [
          row.target, row.method, row.population, "\(row.problems)", "\(row.samples)", row.k,
          percent(row.coverage), percent(row.standardError), CSV.number(row.meanWidth, 3),
          row.widthRatio.map { CSV.number($0, 2) } ?? "",
        ]
      })
  }

  private static func summary(_ rows: [CoverageRow]) -> String {
    let lines = groups(rows) { [$0.target, $0.method, "\($0.level)"] }.map { key, cells in
      let worst = cells.min(by: precedes)!
      let ratios = cells.compactMap(\.widthRatio)
      return [
        key[0], key[1] + (cells[0].isDefault ? " (default)" : ""), key[2], "\(cells.count)",
        percent(cells.map(\.coverage).reduce(0, +) / Double(cells.count)),
        percent(worst.coverage), place(worst), "\(cells.count(where: isShort))",
        ratios.isEmpty ? "" : CSV.number(ratios.sorted()[ratios.count / 2], 2),
      ]
    }
    return table(
      [
        "target", "method", "level", "cells", "mean", "worst", "where", "short", "median ratio",
      ], lines)
  }

  private static func worstOfEach(_ rows: [CoverageRow]) -> String {
    let lines = groups(rows.filter { $0.level == 0.95 }) { [$0.target, $0.method] }.map {
      key, cells in
      [
        key[0], key[1],
        cells.sorted(by: precedes).prefix(4).map { "\(percent($0.coverage)) \(place($0))" }
          .joined(separator: "; "),
      ]
    }
    return table(["target", "method", "worst cells"], lines)
  }

  private static func byPopulation(_ rows: [CoverageRow]) -> String {
    let cells = groups(rows.filter { $0.isDefault && $0.level == 0.95 }) {
      [$0.target, $0.method, $0.population]
    }
    let problems = Set(rows.map(\.problems)).sorted()
    return table(
      ["target", "method", "population"] + problems.map { "P = \($0): worst, mean, ratio" },
      cells.map { key, cells in
        key
          + problems.map { problems in
            let some = cells.filter { $0.problems == problems }
            guard let worst = some.map(\.coverage).min() else { return "" }
            let mean = some.map(\.coverage).reduce(0, +) / Double(some.count)
            let ratios = some.compactMap(\.widthRatio).sorted()
            return "\(percent(worst)), \(percent(mean))"
              + (ratios.isEmpty ? "" : ", \(CSV.number(ratios[ratios.count / 2], 2))")
          }
      })
  }

  private static func recovery(_ rows: [CoverageRow]) -> String {
    table(
      ["what", "target", "P", "n", "data sets", "held", "± se", "mean width", "note"],
      rows.map { row in
        [
          row.method, row.target, "\(row.problems)", "\(row.samples)", "\(row.datasets)",
          percent(row.coverage), percent(row.standardError),
          row.hasWidth ? CSV.number(row.meanWidth, 3) : "", row.note,
        ]
      })
  }

  // MARK: Parts

  /// From the one furthest below its level, in the simulation's own errors where several are near.
  private static func precedes(_ a: CoverageRow, _ b: CoverageRow) -> Bool {
    (a.coverage - a.level, a.population, a.problems, a.samples, a.k)
      < (b.coverage - b.level, b.population, b.problems, b.samples, b.k)
  }

  private static func isShort(_ row: CoverageRow) -> Bool {
    row.coverage < row.level - max(min(0.02, (1 - row.level) * 0.4), 3 * row.standardError)
  }

  private static func place(_ row: CoverageRow) -> String {
    "\(row.population), P \(row.problems), n \(row.samples), k \(row.k)"
  }

  private static func groups(
    _ rows: [CoverageRow], _ key: (CoverageRow) -> [String]
  ) -> [(key: [String], cells: [CoverageRow])] {
    var order: [[String]] = []
    var cells: [[String]: [CoverageRow]] = [:]
    for row in rows {
      if cells[key(row)] == nil { order.append(key(row)) }
      cells[key(row), default: []].append(row)
    }
    return order.map { ($0, cells[$0]!) }
  }

  private static func percent(_ share: Double) -> String { CSV.number(100 * share, 1) + " %" }

  private static func table(_ columns: [String], _ rows: [[String]]) -> String {
    ([columns, columns.map { _ in "---" }] + rows)
      .map { "| " + $0.joined(separator: " | ") + " |\n" }.joined()
  }
}
