/// Ticks of an axis of days, counted since 1970-01-01: years, or months where it spans little, or days
/// where it spans a season at most.
package enum DayTicks {
  /// - Parameter count: Labels there is room for, at least 1.
  package static func ticks(in domain: ClosedRange<Double>, atMost count: Int) -> [Tick] {
    if domain.upperBound - domain.lowerBound <= season { return days(in: domain, atMost: count) }
    let first = month(of: Int(domain.lowerBound.rounded(.up)))
    let last = month(of: Int(domain.upperBound.rounded(.down)))
    let months = (first...max(first, last)).map { (index: $0, day: Double(day(ofMonth: $0))) }
      .filter { domain.contains($0.day) }
    // Months between labels: the least that leaves room.
    let step = [1, 3, 6, 12, 24, 60, 120].first { step in
      months.count { $0.index.isMultiple(of: step) } <= count
    }
    let shown = months.filter { $0.index.isMultiple(of: step ?? 120) }
    guard !shown.isEmpty else { return [Tick(value: domain.lowerBound, label: nil)] }
    return shown.enumerated().map { place, month in
      let year = Double(month.index / 12)
      let name = names[month.index % 12]
      let text = SVGNumber(year, decimals: 0).text
      let label =
        month.index.isMultiple(of: 12) ? text : place == 0 ? "\(name)\u{A0}\(text)" : name
      return Tick(value: month.day, label: label)
    }
  }

  /// The most days that are labelled by day.
  private static let season = 100.0

  /// Every day, or every so many.
  private static func days(in domain: ClosedRange<Double>, atMost count: Int) -> [Tick] {
    let (first, last) = (
      Int(domain.lowerBound.rounded(.up)), Int(domain.upperBound.rounded(.down))
    )
    guard first <= last else { return [Tick(value: domain.lowerBound, label: nil)] }
    let step = [1, 2, 7, 14, 28, 56].first { (last - first) / $0 + 1 <= count } ?? 112
    return stride(from: first, through: last, by: step).map { day in
      let month = month(of: day)
      let number = SVGNumber(Double(day - self.day(ofMonth: month) + 1), decimals: 0).text
      return Tick(value: Double(day), label: "\(number)\u{A0}\(names[month % 12])")
    }
  }

  private static let names = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// The month of a day, in months since the year 0.
  private static func month(of day: Int) -> Int {
    // Years of 365.2425 days give the month to within one.
    var month = Int(Double(day + 719_528) / 365.2425 * 12)
    while self.day(ofMonth: month) > day { month -= 1 }
    while self.day(ofMonth: month + 1) <= day { month += 1 }
    return month
  }

  /// The first day of a month, since 1970-01-01; years begin in March, so that a leap day ends one.
  private static func day(ofMonth index: Int) -> Int {
    let (year, month) = (index / 12, index % 12)
    let shifted = month < 2 ? year - 1 : year
    let days = (153 * ((month + 10) % 12) + 2) / 5
    return 365 * shifted + shifted / 4 - shifted / 100 + shifted / 400 + days - 719_468
  }
}
