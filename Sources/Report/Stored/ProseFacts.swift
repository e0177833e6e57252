/// Numbers that prose may speak of, each with whose it is.
struct ProseFacts {
  struct Fact {
    /// In the unit of `isPercent`: percent and points, or as it is.
    let value: Double
    let isPercent: Bool
    let runs: Set<String>
    let benchmark: String?
    let k: Int?
    /// "pass@256 of base on AIME 2024".
    let says: String
    /// Its interval in words, for the message.
    var interval = ""
    /// Whether its sign may go without saying, as in "behind by 5 points".
    var isDifference = false
    /// Whether it is an end of an interval.
    var isLimit = false
  }

  private(set) var facts: [Fact] = []
  /// Names that prose may use, each with the id it stands for.
  let runs: [String: String]
  let benchmarks: [String: String]

  init(_ report: StoredReport) {
    runs = Self.names(report.runs)
    benchmarks = Self.names(report.benchmarks)
    let labels = Dictionary(
      (report.runs + report.benchmarks).map { ($0.id, $0.label) }
    ) { first, _ in first }
    func label(_ id: String) -> String { labels[id] ?? id }
    for row in report.tables["curves"]?.records ?? [] {
      guard let run = row.text("run"), let benchmark = row.text("benchmark"),
        let k = row.number("k")
      else { continue }
      add(
        row, "estimate", [run], benchmark, Int(k),
        "pass@\(Int(k)) of \(label(run)) on \(label(benchmark))")
    }
    for row in report.tables["comparisons"]?.records ?? [] {
      guard let baseline = row.text("baseline"), let candidate = row.text("candidate"),
        let benchmark = row.text("benchmark"), let k = row.number("k")
      else { continue }
      let place =
        "\(label(candidate)) minus \(label(baseline)) on \(label(benchmark)) at k = \(Int(k))"
      add(row, "difference", [baseline, candidate], benchmark, Int(k), place, isDifference: true)
      for (column, words) in [("p_value", "p"), ("p_adjusted", "adjusted p")] {
        guard let p = row.number(column) else { continue }
        facts.append(
          Fact(
            value: p, isPercent: false, runs: [baseline, candidate], benchmark: benchmark,
            k: Int(k), says: "\(words) of \(place)"))
      }
    }
    for row in report.tables["crossovers"]?.records ?? [] {
      guard let baseline = row.text("baseline"), let candidate = row.text("candidate"),
        let benchmark = row.text("benchmark")
      else { continue }
      for (column, words) in [("k", ""), ("k_lower", " (lower)"), ("k_upper", " (upper)")] {
        guard let k = row.number(column) else { continue }
        facts.append(
          Fact(
            value: k, isPercent: false, runs: [baseline, candidate], benchmark: benchmark, k: nil,
            says:
              "the crossing\(words) of \(label(candidate)) and \(label(baseline)) on \(label(benchmark))"
          ))
      }
    }
  }

  private mutating func add(
    _ row: [String: StoredReport.Field], _ column: String, _ runs: Set<String>, _ benchmark: String,
    _ k: Int, _ says: String, isDifference: Bool = false
  ) {
    let limits = [row.number("lower"), row.number("upper")].compactMap(\.self).map { $0 * 100 }
    let words =
      limits.count == 2
      ? " [\(NumberText.fixed(limits[0], decimals: 1)), \(NumberText.fixed(limits[1], decimals: 1))]"
      : ""
    if let value = row.number(column) {
      facts.append(
        Fact(
          value: value * 100, isPercent: true, runs: runs, benchmark: benchmark, k: k, says: says,
          interval: words, isDifference: isDifference))
    }
    let ends = [
      ("lower", "lower end"), ("upper", "upper end"), ("band_lower", "lower end of the band"),
      ("band_upper", "upper end of the band"),
    ]
    for (column, name) in ends {
      guard let value = row.number(column) else { continue }
      facts.append(
        Fact(
          value: value * 100, isPercent: true, runs: runs, benchmark: benchmark, k: k,
          says: "the \(name) of \(says)", isDifference: isDifference, isLimit: true))
    }
  }

  private static func names(_ all: [StoredReport.Name]) -> [String: String] {
    var result: [String: String] = [:]
    for name in all {
      for word in [name.id, name.label] where word.count > 1 { result[word.lowercased()] = name.id }
    }
    return result
  }
}

extension [String: StoredReport.Field] {
  fileprivate func text(_ column: String) -> String? {
    if case .text(let text)? = self[column] { return text }
    return nil
  }

  fileprivate func number(_ column: String) -> Double? {
    if case .number(let value)? = self[column] { return value }
    return nil
  }
}
