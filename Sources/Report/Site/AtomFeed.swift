import Charts

/// An Atom feed.
///
/// Source: RFC 4287.
struct AtomFeed {
  struct Entry {
    /// An address, the same from build to build.
    let id: String
    let title: String
    /// `2025-04-18T09:30:00Z`.
    let updated: String
    /// An address.
    let link: String
    let summary: String
  }

  let base: BaseURL
  let title: String
  let updated: String
  var authors: [String] = []
  let entries: [Entry]

  var bytes: [UInt8] {
    var xml = MarkupWriter(.xml)
    xml.element("feed", [("xmlns", "http://www.w3.org/2005/Atom")]) { xml in
      xml.element("id", text: base.text)
      xml.element("title", text: title)
      xml.element("updated", text: updated)
      for author in authors.isEmpty ? ["passcurve"] : authors {
        xml.element("author") { $0.element("name", text: author) }
      }
      xml.element("generator", text: "passcurve \(Version.current)")
      xml.element("link", [("rel", "self"), ("href", base.of("feed.xml"))])
      xml.element("link", [("rel", "alternate"), ("href", base.text)])
      for entry in entries {
        xml.element("entry") { xml in
          xml.element("id", text: entry.id)
          xml.element("title", text: entry.title)
          xml.element("updated", text: entry.updated)
          xml.element("link", [("rel", "alternate"), ("href", entry.link)])
          xml.element("summary", text: entry.summary)
        }
      }
    }
    return xml.bytes
  }
}
