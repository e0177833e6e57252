/// How heavy a site may be: what opens at once on a small machine, and prints.
enum Weights {
  static let page = 1_000_000
  static let elements = 15_000
  static let index = 150_000
  static let indexElements = 3_000
  /// Of all style sheets together, and of all scripts.
  static let assets = 15_000
  static let chart = 16_000
  static let drawing = 250_000
  /// Of a report in one file.
  static let singleFile = 25_000_000

  static func findings(_ path: String, bytes: Int, _ facts: PageFacts) -> [Finding] {
    let isIndex = path == "index.html"
    var result = [
      over(path, "bytes", bytes, isIndex ? index : page),
      over(path, "elements", facts.elements, isIndex ? indexElements : elements),
    ].compactMap(\.self)
    for chart in facts.charts {
      if let finding = over(path, line: chart.line, "bytes of a chart", chart.bytes, Self.chart) {
        result.append(finding)
      }
    }
    return result
  }

  static func over(
    _ path: String, line: Int? = nil, _ what: String, _ count: Int, _ most: Int,
    remedy: String? = nil
  ) -> Finding? {
    guard count > most else { return nil }
    return Finding(
      .weight, path, line: line, "it has \(count) \(what), more than \(most)", remedy: remedy)
  }

  /// - Parameter assets: Paths of style sheets and scripts, with their bytes.
  static func findings(assets: [(path: String, bytes: Int)]) -> [Finding] {
    ["css", "js"].compactMap { ending in
      let own = assets.filter { $0.path.hasSuffix(".\(ending)") }
      guard let first = own.map(\.path).min() else { return nil }
      let what = ending == "css" ? "bytes of style sheets" : "bytes of scripts"
      return over(
        first, what, own.reduce(0) { $0 + $1.bytes }, Self.assets,
        remedy: "Leave comments and what nobody uses away.")
    }
  }
}
