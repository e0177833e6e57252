import EvalLogs

/// Entries of a BibTeX file as a list of references shows them.
struct Bibliography: Sendable {
  /// An entry in words, with the way to it.
  struct Reference: Sendable, Equatable {
    let key: String
    /// "Chen, M., Tworek, J. and others. Title. Journal, 2021."
    let text: String
    let link: (text: String, href: String)?

    static func == (a: Reference, b: Reference) -> Bool {
      a.key == b.key && a.text == b.text && a.link?.href == b.link?.href
    }
  }

  struct Fault: Error, Equatable {
    let detail: String
    var remedy: String?
  }

  private let bibTeX: BibTeX
  /// Its name in messages.
  let path: String

  init(_ text: String, path: String) throws(BibTeX.Fault) {
    bibTeX = try BibTeX(text)
    self.path = path
  }

  var keys: [String] { bibTeX.entries.keys.sorted() }

  func reference(_ key: String) throws(Fault) -> Reference {
    guard let entry = bibTeX.entries[key] else {
      throw Fault(
        detail: "\(path) has no entry '\(key)'",
        remedy: Nearest.suggestion(for: key, among: keys) ?? "It has no entries.")
    }
    /// The first of these that is there, in plain words.
    func field(_ names: String...) throws(Fault) -> String? {
      for name in names {
        guard let raw = entry.fields[name] else { continue }
        let (text, unknown) = LaTeXText.plain(raw)
        if let unknown {
          throw Fault(
            detail:
              "\(path):\(entry.line): the \(name) of '\(key)' has the unknown command \(unknown)")
        }
        if let text, !text.isEmpty { return text }
      }
      return nil
    }
    let (author, title, year) = (
      try field("author", "editor"), try field("title"), try field("year")
    )
    guard let author, let title, let year else {
      let missing = [("author", author), ("title", title), ("year", year)]
        .filter { $0.1 == nil }.map(\.0)
      throw Fault(
        detail: "\(path):\(entry.line): the entry '\(key)' has no \(Phrase.list(missing))")
    }
    var place: [String] = []
    if let name = try field("journal", "booktitle", "howpublished") {
      place.append(name)
    }
    if let volume = try field("volume") {
      let number = try field("number")
      place.append(volume + (number.map { "(\($0))" } ?? ""))
    }
    if let pages = try field("pages") {
      place.append(pages.contains { "–-".contains($0) } ? "pp. \(pages)" : "p. \(pages)")
    }
    for name in ["publisher", "institution", "school", "organization"] {
      if let text = try field(name) { place.append(text) }
    }
    place.append(year)
    let end = title.last.map { "?!.".contains($0) } == true ? "" : "."
    return Reference(
      key: key,
      text: "\(Self.names(author)). \(title)\(end) \(place.joined(separator: ", ")).",
      link: try link(entry))
  }

  /// "Ada Lovelace and others" as a list of names, the family name last.
  static func names(_ text: String) -> String {
    var names = text.components(separatedBy: " and ").map { name -> String in
      let parts = name.split(separator: ",", maxSplits: 1).map { String($0).trimmingBlanks }
      return parts.count == 2 ? "\(parts[1]) \(parts[0])" : name.trimmingBlanks
    }
    let isCut = names.last == "others"
    if isCut { names.removeLast() }
    if isCut || names.count > 8 {
      return names.prefix(isCut ? 8 : 6).joined(separator: ", ") + " et al"
    }
    return Phrase.list(names)
  }

  private func link(_ entry: BibTeX.Entry) throws(Fault) -> (text: String, href: String)? {
    func isPlain(_ text: String) -> Bool {
      text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"\"<>\\^`{|}".utf8.contains($0) }
    }
    if let doi = entry.fields["doi"]?.trimmingBlanks, isPlain(doi), !doi.isEmpty {
      let bare = doi.replacing("https://doi.org/", with: "").replacing(
        "http://dx.doi.org/", with: "")
      return ("doi:\(bare)", "https://doi.org/\(bare)")
    }
    let archive = (entry.fields["archiveprefix"] ?? entry.fields["eprinttype"] ?? "").lowercased()
    if let eprint = entry.fields["eprint"]?.trimmingBlanks, archive == "arxiv" || archive.isEmpty,
      isPlain(eprint), !eprint.isEmpty
    {
      return ("arXiv:\(eprint)", "https://arxiv.org/abs/\(eprint)")
    }
    if let url = entry.fields["url"]?.trimmingBlanks.replacing("\\", with: ""), isPlain(url),
      url.hasPrefix("https://")
    {
      return (String(url.dropFirst(8)), url)
    }
    return nil
  }
}
