import EvalLogs

/// Sets of counts by night: what trend pages are made from, wherever they are kept.
package struct TrendHistory: Sendable {
  /// One set.
  package struct Entry: Sendable {
    package let night: TrendNight
    package let name: String?
    /// The SHA-256 of its canonical tally.
    package let fingerprint: String
    package let title: String?
    /// Where that night's report is: an address, or a path below wherever the history is shown.
    package let link: String?
    /// What a gate found, in a word.
    package let verdict: String?
    /// Its counts, read when they are needed: a history is larger than what is drawn of it.
    package let table: @Sendable () throws(ReportError) -> TallyTable

    package init(
      night: TrendNight, name: String? = nil, fingerprint: String, title: String? = nil,
      link: String? = nil, verdict: String? = nil,
      table: @escaping @Sendable () throws(ReportError) -> TallyTable
    ) {
      self.night = night
      self.name = name
      self.fingerprint = fingerprint
      self.title = title
      self.link = link
      self.verdict = verdict
      self.table = table
    }

    /// Whether the gate failed.
    var hasFailed: Bool {
      guard let word = verdict?.lowercased() else { return false }
      return word.hasPrefix("fail") || word == GateVerdict.regression.rawValue
    }

    /// The first digits of the fingerprint.
    var short: String { String(fingerprint.prefix(8)) }
  }

  /// The last set of each night, in the order of nights.
  package let entries: [Entry]
  /// Those of a night that has a later one: listed, not drawn.
  package let others: [Entry]

  /// - Parameters:
  ///   - sets: Those of one night in the order in which they were added.
  ///   - last: The nights to show, counted from the last; `nil` for all.
  package init(_ sets: [Entry], last: Int? = nil) {
    let order = sets.indices.sorted { (sets[$0].night, $0) < (sets[$1].night, $1) }
    var entries: [Entry] = []
    var others: [Entry] = []
    for index in order {
      let set = sets[index]
      if let former = entries.last, former.night == set.night {
        others.append(former)
        entries.removeLast()
      }
      entries.append(set)
    }
    self.entries = last.map { entries.suffix($0) } ?? entries
    let first = self.entries.first?.night
    self.others = others.filter { other in first.map { other.night >= $0 } ?? false }
  }
}

/// When a set was made: a calendar day, or a second of one in UTC.
package struct TrendNight: Hashable, Comparable, Sendable {
  package let text: String
  private let calendarDay: CalendarDay
  /// Of the day; `nil` for a whole one.
  private let second: Int?

  /// From `2026-01-31` or `2026-01-31T04:30:00Z`; nil where that is no night.
  package init?(_ text: String) {
    guard let day = CalendarDay(parsing: String(text.prefix(10))) else { return nil }
    calendarDay = day
    self.text = text
    let rest = Array(text.utf8.dropFirst(10))
    if rest.isEmpty {
      second = nil
      return
    }
    let shape = Array("T00:00:00Z".utf8)
    guard rest.count == shape.count,
      zip(rest, shape).allSatisfy({ $1 == 0x30 ? (0x30...0x39).contains($0) : $0 == $1 })
    else { return nil }
    let parts = [1, 4, 7].map { Int(rest[$0] - 0x30) * 10 + Int(rest[$0 + 1] - 0x30) }
    guard parts[0] < 24, parts[1] < 60, parts[2] < 60 else { return nil }
    second = parts[0] * 3600 + parts[1] * 60 + parts[2]
  }

  /// Days since 1970-01-01.
  var days: Double { Double(calendarDay.daysSince1970) + Double(second ?? 0) / 86_400 }

  /// Seconds since 1970-01-01, of a day its first.
  var seconds: Int { calendarDay.daysSince1970 * 86_400 + (second ?? 0) }

  var year: Int { calendarDay.year }

  /// A day alone stands before its seconds.
  package static func < (one: Self, two: Self) -> Bool {
    (one.calendarDay, one.second ?? -1) < (two.calendarDay, two.second ?? -1)
  }
}

extension TrendHistory.Entry {
  /// The link as it may stand in a page: an address of the web, or a path that leads from the
  /// site's folder; `nil` for anything else, which is shown as text.
  var safeLink: String? {
    guard let link, !link.isEmpty, Self.isWritten(link) else { return nil }
    if link.isAddress { return BaseURL.hasHost(link) ? link : nil }
    let isPath = !link.contains(":") && !["/", "#", "?"].contains(link.first)
    return isPath ? link : nil
  }

  /// Whether a link holds nothing but the characters that addresses are made of.
  private static func isWritten(_ link: String) -> Bool {
    var rest = Array(link.utf8)[...]
    let signs = Array("-._~!$&'()*+,;=:@/?#".utf8)
    let isHex = { (byte: UInt8) in
      (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte & 0xDF)
    }
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%") {
        guard rest.count >= 2, rest.prefix(2).allSatisfy(isHex) else { return false }
        rest = rest.dropFirst(2)
        continue
      }
      let isPlain = (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF)
      guard isPlain || signs.contains(byte) else { return false }
    }
    return link.utf8.count { $0 == UInt8(ascii: "#") } <= 1
  }
}

extension BaseURL {
  /// Whether an address of the web names a host.
  static func hasHost(_ address: String) -> Bool {
    let rest = address.drop { $0 != "/" }.drop { $0 == "/" }
    guard let first = rest.unicodeScalars.first else { return false }
    return first.isASCII && (first.properties.isAlphabetic || ("0"..."9").contains(first))
  }
}
