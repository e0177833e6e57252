/// Where a page stands, and so what its ids and links become: a file of its own in the folder, or
/// an article of the one file that holds all of them.
enum PagePlace: Sendable {
  /// Ids and links as they are written.
  case folder
  /// Ids begin with the page's key; links to pages and files become anchors.
  case article(Article)

  struct Article: Sendable {
    /// The page's path in the folder, `benchmarks/aime24.html`.
    let path: String
    let title: String
    /// The paths of all pages.
    let pages: Set<String>
    /// Images as links that hold them, by path.
    var images: [String: String] = [:]

    /// `benchmarks-aime24`.
    var key: String { PagePlace.key(path) }

    /// An id of the page. No key has a full stop, so that ids of two pages never meet.
    func id(_ id: some StringProtocol) -> String { PagePlace.id(id, in: key) }

    /// Where a link of the page leads to in the one file.
    func link(_ href: String) -> String {
      if href.hasPrefix("#") { return href == "#" ? "#\(key)" : "#\(id(href.dropFirst()))" }
      guard !PagePlace.leavesSite(href) else { return href }
      let parts = href.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
      let target = PagePlace.resolve(String(parts[0]), from: path)
      guard pages.contains(target) else { return "#\(target)" }
      let key = PagePlace.key(target)
      return parts.count == 2 && !parts[1].isEmpty
        ? "#\(PagePlace.id(parts[1], in: key))" : "#\(key)"
    }

    /// The id of the page's heading.
    var heading: String { id("title") }

    /// What an attribute of the page becomes. A region is named after its page as well, so that no
    /// two of the file have one name.
    func rewritten(_ name: StaticString, _ value: String) -> [(StaticString, String)] {
      switch name.description {
      case "id", "for", "list", "form", "name": [(name, id(value))]
      case "aria-label": [(name, "\(title): \(value)")]
      case "aria-labelledby" where !value.contains(" "): [(name, "\(heading) \(id(value))")]
      case "headers", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns",
        "aria-details", "aria-flowto", "aria-activedescendant":
        [(name, value.split(separator: " ").map { id($0) }.joined(separator: " "))]
      case "href": [(name, link(value))]
      case "src": [(name, images[PagePlace.resolve(value, from: path)] ?? value)]
      // The file's own link has it.
      case "download": []
      // The search needs its index, a file beside the page.
      case "data-problems": []
      default:
        [(name, value.contains("url(#") ? value.replacing("url(#", with: "url(#\(id(""))") : value)]
      }
    }
  }

  /// A page's anchor in the one file.
  static func key(_ path: String) -> String {
    (path.hasSuffix(".html") ? String(path.dropLast(5)) : path).replacing("/", with: "-")
  }

  private static func id(_ id: some StringProtocol, in key: String) -> String { "\(key).\(id)" }

  /// The folders between a page and the site's own: `../` for `benchmarks/aime24.html`.
  static func root(of path: String) -> String {
    String(repeating: "../", count: path.utf8.count { $0 == UInt8(ascii: "/") })
  }

  private static func leavesSite(_ href: String) -> Bool {
    guard let colon = href.firstIndex(of: ":") else { return false }
    return href[..<colon].allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
  }

  /// A link of a page as a path below the site.
  private static func resolve(_ href: String, from page: String) -> String {
    var parts = page.split(separator: "/").dropLast()
    for part in href.split(separator: "/") {
      switch part {
      case "..": _ = parts.popLast()
      case ".": break
      default: parts.append(part)
      }
    }
    return parts.joined(separator: "/")
  }
}
