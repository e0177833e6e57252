/// When a set of counts was made, as whoever keeps it says: a calendar day, or a second of one.
///
/// `2026-01-31`, or `2026-01-31T04:30:00Z`. In order of time; a day alone stands before its seconds.
package struct Night: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let text: String

  /// Nil where the text is neither, or no calendar has the day.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10 || bytes.count == 20 else { return nil }
    let shape = Array("0000-00-00T00:00:00Z".utf8).prefix(bytes.count)
    let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) }
    guard zip(bytes, shape).allSatisfy({ $1 == 0x30 ? isDigit($0) : $0 == $1 }) else { return nil }
    let number = { (range: Range<Int>) in bytes[range].reduce(0) { $0 * 10 + Int($1 - 0x30) } }
    let (year, month) = (number(0..<4), number(5..<7))
    guard year > 0, (1...12).contains(month),
      (1...Self.days(in: month, of: year)).contains(number(8..<10))
    else { return nil }
    if bytes.count == 20 {
      guard number(11..<13) < 24, number(14..<16) < 60, number(17..<19) < 60 else { return nil }
    }
    self.text = text
  }

  /// The day, in UTC, of so many seconds since 1970; nil before that and after the year 9999.
  package init?(secondsSince1970 seconds: Int) {
    guard (0...253_402_300_799).contains(seconds) else { return nil }
    var (days, year, month) = (seconds / 86_400, 1970, 1)
    while days >= (Self.isLeap(year) ? 366 : 365) {
      days -= Self.isLeap(year) ? 366 : 365
      year += 1
    }
    while days >= Self.days(in: month, of: year) {
      days -= Self.days(in: month, of: year)
      month += 1
    }
    let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
    text = "\(year)-\(two(month))-\(two(days + 1))"
  }

  /// Whether it is a whole day.
  package var isDay: Bool { text.utf8.count == 10 }

  package var description: String { text }

  package static func < (a: Self, b: Self) -> Bool { a.text < b.text }

  /// Whether a word is meant for a date, right or wrong: no set may be called so.
  static func resembles(_ text: String) -> Bool {
    let start = Array(text.utf8.prefix(5))
    return start.count == 5 && start[..<4].allSatisfy { (0x30...0x39).contains($0) }
      && start[4] == 0x2D
  }

  private static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }
}
