/// What the author of a study writes around its numbers, as it was read.
package struct Writeups: Sendable {
  /// What becomes of a claim that the data do not bear.
  package enum Claims: String, Sendable, CaseIterable {
    /// The report is not built.
    case fail
    /// The page says so, and so does the build.
    case warn
  }

  package struct Source: Sendable {
    /// Below the folder: "index.md", "posts/one.md".
    package let path: String
    /// In messages.
    package let shown: String
    package let text: String

    package init(path: String, shown: String, text: String) {
      (self.path, self.shown, self.text) = (path, shown, text)
    }

    var isIndex: Bool { path == Writeups.index }
    /// "one" of "posts/one.md".
    var stem: String { String(path.split(separator: "/").last?.dropLast(3) ?? "") }
  }

  /// Why an image cannot be taken.
  package struct Refusal: Error {
    package let detail: String
    package init(_ detail: String) { self.detail = detail }
  }

  package static let index = "index.md"
  package static let posts = "posts"
  package static let usualBibliography = "references.bib"

  /// The first page's, then the posts in the order of their file names.
  package var sources: [Source] = []
  package var bibliography: (shown: String, text: String)?
  package var claims = Claims.fail
  /// Whether an anonymous report has them.
  package var isKeptAnonymous = false
  /// The bytes of a file below the folder, at most `largestImage` and one of them.
  package var image: @Sendable (_ path: String) -> Result<[UInt8], Refusal> = { _ in
    .failure(Refusal("it is not there"))
  }

  /// Of an image, in bytes.
  package static let largestImage = 5_000_000

  package init() {}
}
