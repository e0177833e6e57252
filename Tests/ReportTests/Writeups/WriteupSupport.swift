import Charts

@testable import Report

/// A report of two runs on two benchmarks, with writeups.
func writtenEdition(
  _ sources: [(path: String, text: String)], yaml: String = "",
  claims: Writeups.Claims = .fail, bibliography: String? = nil, isAnonymous: Bool = false,
  images: [String: [UInt8]] = [:]
) throws -> Edition {
  let all =
    rows("base", "aime24", correct: Array(repeating: 2, count: 40), of: 8)
    + rows("RL", "aime24", correct: Array(repeating: 6, count: 40), of: 8)
    + rows("base", "code", correct: [1, 2, 3, 4, 5, 6], of: 8)
    + rows("RL", "code", correct: [1, 2, 3, 4, 6, 6], of: 8)
  var edition = try edition(all, settings(yaml) { $0.isAnonymous = isAnonymous })
  edition.writeups.sources = sources.map {
    Writeups.Source(path: $0.path, shown: $0.path, text: $0.text)
  }
  edition.writeups.claims = claims
  edition.writeups.isKeptAnonymous = edition.results.settings.config.writeups.isKeptAnonymous
  edition.writeups.bibliography = bibliography.map { ("references.bib", $0) }
  edition.writeups.image = { path in
    images[path].map { .success($0) } ?? .failure(Writeups.Refusal("it is not there"))
  }
  return edition
}

/// One writeup: its page, its HTML and what is wrong with it.
struct ReadWriteup {
  let page: WrittenPage
  let html: String
  let faults: [WriteupFault]

  init(
    _ text: String, path: String = "posts/one.md", claims: Writeups.Claims = .warn,
    bibliography: String? = nil, images: [String: [UInt8]] = [:]
  ) throws {
    let edition = try writtenEdition(
      [(path, text)], claims: claims, bibliography: bibliography, images: images)
    let pages = Pages.all.flatMap { $0.pages(edition) }
    var index = SiteIndex(pages, data: ["report.json"])
    index.posts = ["posts/one.md": "posts/one.html"]
    let document = WriteupDocument(
      edition.writeups.sources[0], page: path == "index.md" ? "index.html" : "posts/one.html")
    let books = try bibliography.map { try Bibliography($0, path: "references.bib") }
    let scope = ValueScope(edition.results)
    let first = WriteupCompiler.compile(document, scope, index, edition.writeups, books).page
    index.anchors[document.page, default: []].formUnion(first.anchors)
    let (page, faults) = WriteupCompiler.compile(document, scope, index, edition.writeups, books)
    self.page = page
    self.faults = faults
    html = MarkupWriter.fragment(root: PagePlace.root(of: document.page)) { $0.writeup(page) }
      .replacing(Phrase.space, with: " ").replacing(Phrase.minus, with: "-")
  }

  var fault: String? {
    faults.first.map { "\($0.place): \($0.detail) \($0.remedy ?? "")" }
  }
}
