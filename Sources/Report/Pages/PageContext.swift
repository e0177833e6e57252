/// What a frame is filled with, under the names its template uses: docs/templates.md lists them.
/// Texts are plain and escaped by the template; `eyebrow`, `body` and `files` are HTML.
struct PageContext: Encodable {
  struct Link: Encodable {
    let href: String
    let text: String
  }

  struct Fact: Encodable {
    let name: String
    let value: String
  }

  /// The page's anchor where all pages are one file: `benchmarks-aime24`.
  let key: String
  /// The id of its heading there.
  let heading: String?
  let path: String
  /// What the browser's tab says.
  let pageTitle: String
  let title: String
  let description: String
  let lede: String?
  let eyebrow: String
  let facts: [Fact]
  let navigation: [Link]
  let body: String
  /// The way to the site's folder: `../`.
  let root: String
  let generator: String
  /// The first digits of the report's.
  let fingerprint: String
  let noindex: Bool
  /// Whether a theme of the config's own has its style sheet.
  let hasTheme: Bool
  /// Where the config's logo lies.
  let logo: String?
  /// Where the page will be found.
  let canonical: String?
  /// Where a picture of the report will be found.
  let image: String?
  /// Where the feed will be found.
  let feed: String?
}

/// The one file that holds all pages.
struct SingleContext: Encodable {
  let pageTitle: String
  let title: String
  let description: String
  let generator: String
  let fingerprint: String
  let noindex: Bool
  let logo: String?
  let canonical: String?
  /// The style sheet and the scripts, as they stand in their elements.
  let style: String
  let scripts: [String]
  /// To the articles, and to the files after them.
  let navigation: [PageContext.Link]
  let articles: [PageContext]
  /// The list of the files within, each a link that holds it.
  let files: String
}
