import Charts

/// What the pages of a report hold: what writeups may show and link to.
struct SiteIndex: Sendable {
  struct FigurePlace: Sendable {
    /// Wide and narrow.
    let figures: [Figure]
    /// "benchmarks/aime24.html#aime24-curves".
    let place: String
    /// Tables of the same section.
    let tables: [String]
  }

  private(set) var figures: [String: FigurePlace] = [:]
  private(set) var tables: [String: (table: Table, place: String)] = [:]
  /// In the order of pages.
  private(set) var figureIDs: [String] = []
  private(set) var tableIDs: [String] = []
  /// Anchors by page.
  var anchors: [String: Set<String>] = [:]
  /// The pages of posts, by the paths of their texts.
  var posts: [String: String] = [:]
  /// Everything else that may be linked to.
  private(set) var files: Set<String> = []

  init(_ pages: [Page], data: [String]) {
    for page in pages {
      var anchors: Set<String> = []
      for section in page.sections {
        anchors.insert(section.id)
        for table in section.tables {
          if tables[table.id] == nil { tableIDs.append(table.id) }
          tables[table.id] = (table, "\(page.path)#\(section.id)")
          files.formUnion(["tables/\(table.id).csv", "tables/\(table.id).tex"])
        }
        add(section, page)
      }
      self.anchors[page.path] = anchors
    }
    files.formUnion(data)
  }

  private mutating func add(_ section: Section, _ page: Page) {
    for figure in section.figures where !figure.isNarrow {
      let narrow = section.figures.first {
        $0.isNarrow && $0.id.replacing("-narrow", with: "") == figure.id
      }
      if figures[figure.id] == nil { figureIDs.append(figure.id) }
      figures[figure.id] = FigurePlace(
        figures: [figure, narrow].compactMap(\.self), place: "\(page.path)#\(section.id)",
        tables: section.tables.map(\.id))
      files.formUnion(["figures/\(figure.id).svg", "figures/\(figure.id).tex"])
    }
  }
}
