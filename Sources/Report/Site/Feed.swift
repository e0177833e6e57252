/// The findings as an Atom feed: an entry a benchmark and a comparison that has a page.
struct Feed {
  let bytes: [UInt8]

  /// - Returns: `nil` where the site's address or the time it was made is not known: an entry needs
  ///   both.
  init?(_ pages: [Page], _ edition: Edition, _ delivery: Delivery) {
    guard let base = delivery.baseURL, let seconds = delivery.updated else { return nil }
    let updated = Self.timestamp(seconds)
    let study = edition.results.study
    bytes = AtomFeed(
      base: base, title: study.title, updated: updated, authors: study.authors,
      entries: pages.filter(Self.isFinding).map { page in
        AtomFeed.Entry(
          // The fingerprint makes another entry of another finding.
          id: "\(base.of(page: page.path))#\(edition.provenance.short)", title: page.title,
          updated: updated, link: base.of(page: page.path), summary: page.lede)
      }
    ).bytes
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
