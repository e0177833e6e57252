import Stats

/// A number of the report, with its interval and what it is called.
package struct ReportValue: Sendable {
  enum Unit: Sendable {
    /// A share in `0...1`, shown in percent.
    case share
    /// A difference in `-1...1`, shown in points.
    case points
    case probability
    /// Samples a problem.
    case k
    case count
  }

  /// "pass@256 of RL on AIME 2024".
  let name: String
  let unit: Unit
  /// `nil` only where there are `words`.
  let point: Double?
  /// Its limits; `nil` where there are none, or where one is open.
  var lower: Double?
  var upper: Double?
  /// At the study's level; for shares and points.
  var interval: Interval?
  /// Why there are no limits; `nil` where there are.
  var intervalAbsence: String?
  /// What stands in place of a number, where there is none.
  var words: String?
  /// Of a crossing: as far as was looked.
  var largestK: Int?
  /// Whether the report's own verdict, corrected for all its claims, tells the side of 0; `nil` where
  /// the report gives none.
  var isDecided: Bool?

  init(_ name: String, _ unit: Unit, _ point: Double?) {
    self.name = name
    self.unit = unit
    self.point = point
  }

  init(count: Int, _ name: String) {
    self.init(name, .count, Double(count))
    intervalAbsence = "it is counted"
  }

  /// With an interval, or the reason why there is none.
  init(
    _ name: String, _ unit: Unit, _ point: Double, _ interval: Interval?, absence: Absence?
  ) {
    self.init(name, unit, point)
    self.interval = interval
    (lower, upper) = (interval?.lower, interval?.upper)
    if interval == nil { intervalAbsence = absence?.reason ?? "the method gives none" }
  }
}
