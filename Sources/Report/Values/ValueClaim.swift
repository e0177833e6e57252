import EvalLogs
import Stats

/// A statement about a value that the data have to bear: `diff(base, RL, aime24, 256) > 0`.
package struct ValueClaim: Sendable {
  package enum Outcome: String, Sendable {
    case holds
    /// The whole interval is on the other side.
    case contradicted
    /// The interval reaches over, or there is none.
    case notSupported = "not supported"
  }

  enum Comparison: String, Sendable {
    case above = ">"
    case atLeast = ">="
    case below = "<"
    case atMost = "<="
    case equal = "="
  }

  let expression: ValueExpression
  let comparison: Comparison
  let other: String
  /// Where the comparison and what follows it stand.
  let places: (comparison: Int, other: Int)
  /// Whether the value is to be shown.
  let isShown: Bool

  /// - Throws: `ValueError` where it is no claim.
  package init(parsing text: String) throws(ValueError) {
    var parser = try ValueParser(text)
    let subject = try parser.subject()
    let found = try parser.comparison()
    let sign = found.sign == "==" ? "=" : found.sign
    guard let comparison = Comparison(rawValue: sign) else {
      throw ValueError(
        found.place, "a claim cannot say '\(found.sign)'",
        remedy: "An interval shows that a value is above or below: >, >=, < or <=.")
    }
    self.comparison = comparison
    other = found.other
    places = (found.place, found.otherPlace)
    var rest = String(text.dropFirst(found.otherPlace + found.other.count)).trimmingBlanks
    var shows = false
    if let bar = rest.first, bar == "|" {
      let words = rest.dropFirst().split(
        separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
      if words.first.map({ String($0).trimmingBlanks }) == "show" {
        shows = true
        rest = words.count > 1 ? "|" + words[1] : ""
      }
    }
    guard shows || rest.isEmpty else {
      throw ValueError(
        text.count - rest.count, "after a claim only `| show` may stand, and formats behind it")
    }
    isShown = shows
    // Read again with the subject before, so that places are those of the whole text.
    let before = String(repeating: " ", count: text.count - rest.count - 1)
    var formats = try ValueParser("x" + before + rest)
    _ = try formats.subject()
    expression = ValueExpression(subject, try formats.formats())
  }

  /// What the data make of it.
  ///
  /// A share and a difference bear a claim only with their whole interval. Where the report itself
  /// states a verdict, a claim that implies a side of 0 needs that verdict too, which is corrected
  /// for all claims of the report.
  package func outcome(_ value: ReportValue) throws(ValueError) -> Outcome {
    let limit = try threshold(value)
    if value.unit == .share || value.unit == .points || value.unit == .k || value.lower != nil {
      if comparison == .equal {
        throw ValueError(
          places.comparison, "\(value.name) has an interval, and equals nothing",
          remedy: "Say that it is above or below: >, >=, < or <=.")
      }
      guard value.intervalAbsence == nil else { return .notSupported }
      let (lower, upper) = (value.lower ?? -.infinity, value.upper ?? .infinity)
      let outcome: Outcome =
        switch comparison {
        case .above: lower > limit ? .holds : upper <= limit ? .contradicted : .notSupported
        case .atLeast: lower >= limit ? .holds : upper < limit ? .contradicted : .notSupported
        case .below: upper < limit ? .holds : lower >= limit ? .contradicted : .notSupported
        case .atMost, .equal:
          upper <= limit ? .holds : lower > limit ? .contradicted : .notSupported
        }
      return outcome != .notSupported && value.isDecided == false
        && impliesSide(outcome, limit) ? .notSupported : outcome
    }
    let point = value.point ?? 0
    let isTrue =
      switch comparison {
      case .above: point > limit
      case .atLeast: point >= limit
      case .below: point < limit
      case .atMost: point <= limit
      case .equal: point == limit
      }
    return isTrue ? .holds : .contradicted
  }

  /// Whether the outcome says of a difference on which side of 0 it is.
  private func impliesSide(_ outcome: Outcome, _ limit: Double) -> Bool {
    let saysAbove = (comparison == .above || comparison == .atLeast) == (outcome == .holds)
    return saysAbove ? limit >= 0 : limit <= 0
  }

  /// What the value is compared with, in its own unit.
  private func threshold(_ value: ReportValue) throws(ValueError) -> Double {
    let text = other.replacing(Phrase.minus, with: "-")
    let digits = String(text.prefix { !($0.isLetter || $0.isWhitespace || $0 == "%") })
    let unit = String(text.dropFirst(digits.count)).trimmingBlanks
    guard let number = Double(digits), number.isFinite else {
      throw ValueError(
        places.other, "'\(other)' is no number to compare with",
        remedy: "As in: > 0.4, > 40 % or > 5 points")
    }
    let unknown = { (units: String) in
      ValueError(places.other, "\(value.name) is not compared with '\(other)'", remedy: units)
    }
    switch value.unit {
    case .share:
      guard unit.isEmpty || unit == "%" else { throw unknown("Write a share or %: 0.4 or 40 %.") }
      let share = unit == "%" ? number / 100 : number
      guard 0...1 ~= share else {
        throw unknown("A share lies between 0 and 1: 0.4, or 40 %.")
      }
      return share
    case .points:
      guard number == 0 || unit == "points" || unit == "point" else {
        throw unknown("A difference is compared with 0, or with points: > 5 points.")
      }
      return number / 100
    case .probability:
      guard unit.isEmpty, 0...1 ~= number else { throw unknown("A p-value lies between 0 and 1.") }
      return number
    case .k, .count:
      guard unit.isEmpty else { throw unknown("It is compared with a bare number.") }
      return number
    }
  }

  /// The value as a message shows it: with its interval where it has one.
  package static func shown(_ value: ReportValue) -> String {
    var format = ValueFormat()
    if value.intervalAbsence == nil { format.part = .interval }
    return value.words ?? (try? format.text(of: value)) ?? ""
  }
}
