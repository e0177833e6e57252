/// What a site leaves out to stay within its largest size: first the rows a problem of
/// data/problems.csv, then pages of problems, the last ones first. Each is named on the pages, in
/// report.json and in manifest.json.
package struct Omissions: Hashable, Sendable {
  /// In bytes: of all files together.
  package static let largestByDefault = 250_000_000

  /// The size that calls for them.
  let largest: Int
  /// data/problems.csv is not there.
  private(set) var problemRows = false
  /// Each benchmark has no more pages of problems than this; `nil` for all.
  private(set) var problemPages: Int?
  /// There was nothing left to leave out.
  private(set) var isTooLarge = false

  package init(largest: Int = largestByDefault) { self.largest = largest }

  /// In words, each a sentence; none where nothing is left out.
  package var notes: [String] {
    let size = "\(Phrase.count(largest / 1_000_000))\(Phrase.space)MB"
    var notes: [String] = []
    if problemRows {
      notes.append(
        "Left out to keep the site within \(size): data/problems.csv; data/tally.csv has the counts it is made from."
      )
    }
    if let problemPages {
      notes.append(
        "Left out to keep the site within \(size): pages of problems beyond the first \(Phrase.count(problemPages)) of each benchmark; data/tally.csv has all problems."
      )
    }
    if isTooLarge { notes.append("The site is larger than the \(size) asked for.") }
    return notes
  }

  /// What to leave out as well so that a site made with these comes within the size; `nil` where it
  /// does, or nothing more can be done.
  func extended(for site: Site) -> Omissions? {
    guard site.size > largest, !isTooLarge else { return nil }
    var result = self
    if !problemRows, let rows = site.files["data/problems.csv"] {
      result.problemRows = true
      if site.size - rows.count <= largest { return result }
      return result.withPages(of: site, sparing: site.size - rows.count) ?? result
    }
    if let fewer = result.withPages(of: site, sparing: site.size) { return fewer }
    result.isTooLarge = true
    return result
  }

  /// With as many pages as leave the site within the size, at least the first of each benchmark;
  /// `nil` where there are no others.
  private func withPages(of site: Site, sparing size: Int) -> Omissions? {
    var bytes: [Int: Int] = [:]
    for (path, content) in site.files {
      guard let number = ProblemSite.number(of: path), number > 1 else { continue }
      bytes[number, default: 0] += content.count
    }
    guard let last = bytes.keys.max() else { return nil }
    var (kept, left) = (last, size)
    while kept > 1, left > largest {
      left -= bytes[kept] ?? 0
      kept -= 1
    }
    var result = self
    result.problemPages = kept
    return result
  }
}
