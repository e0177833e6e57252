import Charts
import Stats

/// What a single attempt's success rate makes of a chain of such steps: p to the power of their
/// number.
struct MultiStepAnalysis: Analysis {
  static let id = "multi-step"
  static let title = "a caution: how often a chain of steps, each as sure as one attempt, ends well"
  static let needs = "nothing beyond the counts"
  static let files = ["multi-step"]

  /// Steps in a row.
  static let lengths = [1, 5, 10, 20]
  /// Rows of one page; the file has all.
  private static let rows = 12

  private let results: Results

  init(_ results: Results) { self.results = results }

  /// The runs of a benchmark whose pass@1 is known, with its point.
  private func known(_ b: Int) -> [(run: Int, point: CurvePoint)] {
    results.curves[b].compactMap { curve in
      guard let curve, let point = curve.point(at: 1), point.estimate != nil else { return nil }
      return (curve.cell.run, point)
    }
  }

  var absence: String? {
    results.study.benchmarks.indices.contains { !known($0).isEmpty }
      ? nil : "no run has a pass@1"
  }

  var tables: [DataTable] {
    let rows = results.study.benchmarks.indices.flatMap { b in
      known(b).flatMap { run, point in
        Self.lengths.map { length in
          let interval = Self.chain(point.interval, length)
          return [
            results.study.runs[run].id, results.study.benchmarks[b].id, String(length),
            NumberText.optional(point.estimate.map { Self.power($0, length) }),
            NumberText.lowerLimit(interval),
            NumberText.upperLimit(interval),
            NumberText.shortest(results.settings.level), results.words.method,
            results.settings.target.rawValue,
          ]
        }
      }
    }
    guard !rows.isEmpty else { return [] }
    return [
      DataTable(
        "multi-step",
        columns: "run,benchmark,steps#,estimate#,lower#,upper#,level#,method,target", rows: rows)
    ]
  }

  private static func power(_ p: Double, _ length: Int) -> Double {
    (0..<length).reduce(1) { product, _ in product * p }
  }

  private static func chain(_ interval: Interval?, _ length: Int) -> Interval? {
    interval.map {
      Interval(
        level: $0.level, lower: power(max(0, $0.lower), length),
        upper: power(min(1, $0.upper), length))
    }
  }

  // MARK: The pages

  var overview: [Section] { [] }

  func sections(benchmark b: Int) -> [Section] {
    let known = known(b)
    guard !known.isEmpty else { return [] }
    return [
      Section(
        "multi-step", .table, heading: heading(known), short: nil,
        tables: [table(known, "\(results.study.benchmarks[b].slug)-multi-step")],
        notes: { html in
          html.paragraph(
            "A sum, not a measurement: steps of a real task are neither independent nor equally hard, and may be mended."
          )
          html.links([("CSV", "../data/multi-step.csv")])
        })
    ]
  }

  private func table(_ known: [(run: Int, point: CurvePoint)], _ id: String) -> Table {
    let shown = known.prefix(Self.rows)
    return Table(
      id, label: "Chains of steps",
      caption:
        "p^L: the chance that L independent steps all succeed, each with the run’s pass@1, in percent with \(results.words.pointwise) of pass@1 raised to the same power."
        + Phrase.first(shown.count, of: known.count, "runs", file: "multi-step"),
      columns: [.init("Run")] + Self.lengths.map { .init(Phrase.count($0, "step")) },
      rows: shown.map { run, point in
        [.run(run, results.study)] + Self.lengths.map { cell(point, $0) }
      })
  }

  private func cell(_ point: CurvePoint, _ length: Int) -> Cell {
    guard let estimate = point.estimate else { return .none("–") }
    let limits = Self.chain(point.interval, length)
    let value = Self.power(estimate, length)
    // Percentages with more zeros than that are not read.
    guard value < Self.least else { return .share(value, limits) }
    return .number(
      Self.text(value), limits: limits.map { "[\(Self.text($0.lower)), \(Self.text($0.upper))]" },
      strong: false, exact: Cell.Exact(value, limits))
  }

  /// The smallest share that is written out: 0.001 %.
  private static let least = 1e-5

  /// In percent, without the sign.
  private static func text(_ share: Double) -> String {
    share >= least
      ? String(Phrase.rate(share).dropLast(2)) : "<\(Phrase.space)\(Phrase.rate(least).dropLast(2))"
  }

  /// Ten steps of the run with the highest pass@1.
  private func heading(_ known: [(run: Int, point: CurvePoint)]) -> String {
    let best = known.max { ($0.point.estimate ?? 0, $1.run) < ($1.point.estimate ?? 0, $0.run) }
    guard let best, let p = best.point.estimate else { return "" }
    let chain = Self.power(p, 10)
    let share =
      chain >= Self.least
      ? Phrase.rate(chain) : "less than \(Phrase.rate(Self.least))"
    return
      "Ten independent steps, each as sure as one attempt of \(results.study.runs[best.run].label), would all succeed in \(share) of cases"
  }
}
