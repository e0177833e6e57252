import Charts
import Stats

/// A cell of a table: who or what a row is about, a number over its interval, words, or a reason why
/// there is no number.
enum Cell: Sendable, Equatable {
  /// What a table's CSV holds of a number: unrounded, in the unit shown.
  struct Exact: Sendable, Equatable {
    var value: Double?
    var lower: Double?
    var upper: Double?
  }

  /// A name with smaller words beneath it, a link, and the swatch of a run.
  case name(String, sub: [String] = [], href: String? = nil, style: SeriesStyle? = nil)
  /// A number with its interval.
  case number(String, limits: String?, strong: Bool, exact: Exact? = nil)
  /// A number without one: a count, a p-value.
  case plain(String, exact: Double? = nil, sub: String? = nil)
  case words(String)
  /// Code: a hash.
  case code(String)
  case none(String)

  /// A count.
  static func count(_ value: Int) -> Cell { .plain(Phrase.count(value), exact: Double(value)) }

  /// A count that may not be known.
  static func count(_ value: Int?) -> Cell { value.map { .count($0) } ?? .none("–") }

  /// A p-value.
  static func pValue(_ p: Double?) -> Cell {
    // To as many decimals as files have: the last bits of a maths library are in none.
    p.map { .plain(Phrase.pValue($0), exact: Double(NumberText.upper($0))) } ?? .none("–")
  }

  /// A share in percent without an interval.
  ///
  /// - Parameter interval: Whose width gives the decimals; it stands elsewhere.
  static func percent(_ value: Double?, like interval: Interval? = nil) -> Cell {
    value.map { .plain(Phrase.percent($0, interval), exact: $0 * 100) } ?? .none("–")
  }

  /// A small share in percent, with the sign.
  static func rate(_ value: Double) -> Cell {
    value == 0 ? .count(0) : .plain(Phrase.rate(value), exact: value * 100)
  }

  /// A quantity to three digits, without an interval.
  static func quantity(_ value: Double?) -> Cell {
    value.map { .plain(Quantity.short($0), exact: $0) } ?? .none("–")
  }

  /// Words, where there are any.
  static func words(orNone text: String?) -> Cell { text.map { .words($0) } ?? .none("–") }

  static func run(
    _ run: Int, _ study: Study, sub: [String] = [], href: String? = nil
  ) -> Cell {
    .name(study.runs[run].label, sub: sub, href: href)
  }

  /// A pair of runs: the candidate, and beneath it the baseline.
  static func pair(
    _ pair: Study.Pair, _ study: Study, sub: [String] = [], href: String? = nil
  ) -> Cell {
    run(
      pair.candidate, study, sub: ["against \(study.runs[pair.baseline].label)"] + sub, href: href)
  }

  /// A curve's value.
  static func share(_ curve: Results.Curve, at k: Int) -> Cell {
    let point = curve.point(at: k)
    return point == nil && k > curve.curve.largestK ? .none("k > n") : .share(point)
  }

  /// A share in percent with its interval.
  static func share(_ point: CurvePoint?) -> Cell {
    guard let point else { return .none("–") }
    if let estimate = point.estimate {
      return .share(estimate, point.interval)
    }
    if let bounds = point.bounds {
      return .number(
        "\(Phrase.percent(bounds.lowerBound, point.interval)) to \(Phrase.percent(bounds.upperBound, point.interval))",
        limits: point.interval.map(Phrase.limits), strong: false,
        exact: Exact(nil, point.interval))
    }
    return .none("k > n")
  }

  /// A share in percent with its interval.
  static func share(_ value: Double, _ interval: Interval?) -> Cell {
    .number(
      Phrase.percent(value, interval), limits: interval.map(Phrase.limits), strong: false,
      exact: Exact(value, interval))
  }

  /// A difference in points with its interval, bold where its claim holds for all of the report.
  static func difference(_ point: PairedDifference.Point?, strong: Bool) -> Cell {
    guard let point, let interval = point.interval else { return .none("–") }
    guard let difference = point.difference else {
      let range = point.bounds.map {
        "\(Phrase.signed($0.lowerBound, interval)) to \(Phrase.signed($0.upperBound, interval))"
      }
      return .number(
        range ?? "–", limits: Phrase.limits(interval), strong: strong, exact: Exact(nil, interval))
    }
    return .difference(difference, interval, strong: strong)
  }

  /// Likewise, of any quantity that is a share.
  static func difference(_ found: ValueDifference?, strong: Bool) -> Cell {
    guard let found, let interval = found.interval else { return .none("–") }
    return found.difference.map { .difference($0, interval, strong: strong) }
      ?? .interval(interval, strong: strong)
  }

  /// A difference in points with its interval.
  static func difference(_ value: Double, _ interval: Interval?, strong: Bool = false) -> Cell {
    .number(
      Phrase.signed(value, interval), limits: interval.map(Phrase.limits), strong: strong,
      exact: Exact(value, interval))
  }

  /// An interval in points or percent without a point.
  static func interval(_ interval: Interval, strong: Bool = false) -> Cell {
    .number("–", limits: Phrase.limits(interval), strong: strong, exact: Exact(nil, interval))
  }
}

extension Cell.Exact {
  /// Of a share in percent or a difference in points.
  init(_ value: Double?, _ interval: Interval?) {
    self.init(
      value: value.map { $0 * 100 }, lower: interval.map { $0.lower * 100 },
      upper: interval.map { $0.upper * 100 })
  }
}

extension Cell {
  /// The cell in one line, as a figure's read-out has it; `nil` where there is no number.
  var text: String? {
    guard case .number(let text, let limits, _, _) = self else { return nil }
    return limits.map { "\(text) \($0)" } ?? text
  }

  /// Decimals of the number shown, for aligning a column.
  var decimals: Int {
    guard case .number(let text, _, _, _) = self else { return 0 }
    return Self.decimals(text) ?? 0
  }

  /// Of what ends in a number: "12.5" has one; "12.5 h" has none to align.
  private static func decimals(_ text: String) -> Int? {
    guard text.last?.isWholeNumber == true else { return nil }
    let end = text.reversed().prefix { $0.isWholeNumber }.count
    return end < text.count && text.dropLast(end).last == "." ? end : 0
  }

  /// Spaces as wide as the decimals that `text` lacks: U+2008 for the point, U+2007 for a digit.
  static func padding(_ text: String, to decimals: Int) -> String {
    guard let own = Self.decimals(text), own < decimals else { return "" }
    return (own == 0 ? "\u{2008}" : "") + String(repeating: "\u{2007}", count: decimals - own)
  }

  /// Whether its column has limits beside it in the CSV.
  var hasLimits: Bool {
    if case .number(_, let limits, _, _) = self { return limits != nil }
    return false
  }

  /// What the CSV says: the number unrounded where it is one, else the words.
  var field: String {
    switch self {
    case .name(let text, let sub, _, _): ([text] + sub).joined(separator: "; ").plainSpaces
    case .number(let text, _, _, let exact):
      exact.map { NumberText.quantity($0.value) } ?? text.plainSpaces
    case .plain(let text, let exact, _): exact.map(NumberText.quantity) ?? text.plainSpaces
    case .words(let text), .code(let text): text.plainSpaces
    case .none(let text): text == "–" ? "" : text.plainSpaces
    }
  }

  /// The limits as the CSV has them; empty where there are none or one is open.
  var limitFields: [String] {
    guard case .number(_, _?, _, let exact?) = self else { return ["", ""] }
    return [
      exact.lower.map(NumberText.lowerQuantity) ?? "",
      exact.upper.map(NumberText.upperQuantity) ?? "",
    ]
  }
}

extension String {
  /// Whether it is an address of the web, whichever page it stands on.
  var isAddress: Bool {
    let start = prefix(8).lowercased()
    return start.hasPrefix("https://") || start.hasPrefix("http://")
  }

  /// With spaces and signs that any program reads.
  package var plainSpaces: String {
    var result = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "\u{00A0}": result.append(" ")
      case "\u{202F}", "\u{2009}": break
      case "\u{2212}": result.append("-")
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
