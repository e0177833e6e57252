extension Trend {
  /// Entries of the feed.
  private static let entries = 100

  /// An entry a night whose gate failed or that begins another level, the newest first; `nil` where
  /// the site's address is not known.
  ///
  /// The nights give the dates, so that nothing depends on a clock.
  func feed() -> [UInt8]? {
    guard let base = settings.baseURL, let last = history.entries.last else { return nil }
    let byNight = Dictionary(grouping: changes, by: \.night)
    let nights = history.entries.indices.filter {
      history.entries[$0].hasFailed || byNight[$0] != nil
    }
    return AtomFeed(
      base: base, title: title, updated: Feed.timestamp(last.night.seconds),
      authors: settings.config.authors,
      entries: nights.suffix(Self.entries).reversed().map { night in
        entry(night, byNight[night] ?? [], base)
      }
    ).bytes
  }

  private func entry(_ night: Int, _ changes: [TrendChange], _ base: BaseURL) -> AtomFeed.Entry {
    let set = history.entries[night]
    var sentences = changes.prefix(6).map { "From this night on \(words($0))." }
    if changes.count > 6 { sentences.append("\(Phrase.count(changes.count - 6)) more changes.") }
    if set.hasFailed {
      sentences.insert("The gate: \(Self.short(set.verdict ?? "")).", at: 0)
    }
    let causes = groups.filter { $0.night == night && $0.kind != .alone }
    if !causes.isEmpty {
      sentences.append(
        "In common: \(causes.prefix(4).map { words($0.kind, $0) }.joined(separator: "; ")).")
    }
    let what = [
      set.hasFailed ? "the gate failed" : nil,
      changes.isEmpty ? nil : Phrase.count(changes.count, "change") + " of level",
    ].compactMap(\.self)
    // Where the night's own report has an address, that; else its place among the pages.
    let link =
      set.safeLink.map { $0.isAddress ? $0 : base.of($0) } ?? "\(base.text)#nights"
    return AtomFeed.Entry(
      id: "\(base.text)#night-\(set.night.text)",
      title: "\(set.night.text): \(Phrase.list(what))",
      updated: Feed.timestamp(set.night.seconds), link: link,
      summary: sentences.joined(separator: " "))
  }
}
