import Charts

/// The findings as an Atom feed: an entry a benchmark and a comparison that has a page.
struct Feed {
  let bytes: [UInt8]

  /// - Returns: `nil` where the site's address or the time it was made is not known: an entry needs
  ///   both.
  init?(_ pages: [Page], _ edition: Edition, _ delivery: Delivery) {
    guard let base = delivery.baseURL, let seconds = delivery.updated else { return nil }
    let updated = Self.timestamp(seconds)
    let study = edition.results.study
    var xml = MarkupWriter(.xml)
    xml.element("feed", [("xmlns", "http://www.w3.org/2005/Atom")]) { xml in
      xml.element("id", text: base.text)
      xml.element("title", text: study.title)
      xml.element("updated", text: updated)
      for author in study.authors.isEmpty ? ["passcurve"] : study.authors {
        xml.element("author") { $0.element("name", text: author) }
      }
      xml.element("generator", text: "passcurve \(Version.current)")
      xml.element("link", [("rel", "self"), ("href", base.of("feed.xml"))])
      xml.element("link", [("rel", "alternate"), ("href", base.text)])
      for page in pages where Self.isFinding(page) {
        xml.element("entry") { xml in
          // The fingerprint makes another entry of another finding.
          xml.element("id", text: "\(base.of(page: page.path))#\(edition.provenance.short)")
          xml.element("title", text: page.title)
          xml.element("updated", text: updated)
          xml.element("link", [("rel", "alternate"), ("href", base.of(page: page.path))])
          xml.element("summary", text: page.lede)
        }
      }
    }
    bytes = xml.bytes
  }

  private static func isFinding(_ page: Page) -> Bool {
    page.path.hasPrefix("benchmarks/") || page.path.hasPrefix("comparisons/")
  }

  /// `2025-04-18T09:30:00Z`.
  static func timestamp(_ seconds: Int) -> String {
    let day = seconds.quotientAndRemainder(dividingBy: 86_400)
    let (date, time) =
      day.remainder < 0
      ? (day.quotient - 1, day.remainder + 86_400) : (day.quotient, day.remainder)
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return
      "\(CalendarDay(daysSince1970: date).text)T\(two(time / 3600)):\(two(time / 60 % 60)):\(two(time % 60))Z"
  }
}
