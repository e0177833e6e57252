import Charts
import EvalLogs

/// Links and images of writeups.
extension WriteupCompiler {
  /// Where a link leads to as the page writes it; `nil` where it is refused.
  mutating func link(_ text: String, _ line: Int) -> String? {
    let address = text.trimmingBlanks
    switch Address(address, on: document.page) {
    case .https, .world: return address
    case .inside(let path, let fragment):
      return inside(address, path.isEmpty ? document.page : path, fragment, line)
    case .script, .data, .other, .beyond:
      fault(
        line: line, "the link '\(address.prefix(80))' is not taken",
        remedy: "Links are https:, http: or mailto:, a file of the site, or #heading.")
      return nil
    }
  }

  private mutating func inside(
    _ address: String, _ path: String, _ fragment: String, _ line: Int
  ) -> String? {
    var path = path
    if path == Writeups.index { path = "index.html" }
    if path.hasPrefix("\(Writeups.posts)/"), path.hasSuffix(".md") {
      path = index.posts[path] ?? path
    }
    guard let anchors = index.anchors[path] else {
      if index.files.contains(path), fragment.isEmpty {
        return PagePlace.root(of: document.page) + path
      }
      let known = Array(index.anchors.keys) + Array(index.files)
      fault(
        line: line, "the link '\(address.prefix(80))' names no file of the site",
        remedy: Nearest.suggestion(for: path, among: known.sorted()))
      return nil
    }
    let root = PagePlace.root(of: document.page)
    guard !fragment.isEmpty else {
      return path == document.page ? "#" : root + path
    }
    // Of a first page the writeup's own headings come before the report's sections.
    let candidates = path == "index.html" ? ["w-\(fragment)", fragment] : [fragment]
    guard let anchor = candidates.first(where: anchors.contains) else {
      let names = anchors.map { $0.hasPrefix("w-") ? String($0.dropFirst(2)) : $0 }.sorted()
      fault(
        line: line, "the link '\(address.prefix(80))' names no heading or section of \(path)",
        remedy: Nearest.suggestion(for: fragment, among: names))
      return nil
    }
    return (path == document.page ? "" : root + path) + "#\(anchor)"
  }

  // MARK: Images

  mutating func image(_ node: MarkdownNode) -> [WriteupInline] {
    let alt = WriteupInline.words(inlines(of: node)).trimmingBlanks
    let url = document.marked.restored(node.url).trimmingBlanks
    guard !alt.isEmpty else {
      fault(
        line: node.line, "the image '\(url.prefix(80))' has no words in place of it",
        remedy: "Say what it shows: ![words](file.png)")
      return []
    }
    guard case .inside(let path, "") = Address(url, on: document.source.path), !path.isEmpty else {
      fault(
        line: node.line, "the image '\(url.prefix(80))' is not a file of the study",
        remedy: "The report asks no network: put a png, jpg or svg below the study's folder.")
      return []
    }
    do throws(Writeups.Refusal) {
      let bytes = try writeups.image(path).get()
      if let refusal = Self.fault(path, bytes) { throw refusal }
      let target = "\(Writeups.posts)/files/\(Self.fileName(path))"
      if let former = page.images.first(where: { $0.path == target }) {
        if former.bytes != bytes { throw Writeups.Refusal("another image has nearly its name") }
      } else {
        page.images.append((target, bytes))
      }
      return [.image(path: target, alt: alt, title: document.marked.restored(node.title))]
    } catch {
      fault(line: node.line, "the image '\(url.prefix(80))' is not taken: \(error.detail)")
      return []
    }
  }

  /// Why a file is no image that a page may hold.
  static func fault(_ path: String, _ bytes: [UInt8]) -> Writeups.Refusal? {
    if bytes.count > Writeups.largestImage {
      return Writeups.Refusal(
        "it is larger than \(SingleFile.megabytes(Writeups.largestImage))")
    }
    switch path.split(separator: ".").last?.lowercased() {
    case "png":
      return bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) ? nil : Writeups.Refusal("it is no PNG")
    case "jpg", "jpeg":
      return bytes.starts(with: [0xFF, 0xD8, 0xFF]) ? nil : Writeups.Refusal("it is no JPEG")
    case "svg": return SVGCheck.fault(bytes).map { Writeups.Refusal($0) }
    default: return Writeups.Refusal("images are png, jpg or svg files")
    }
  }

  /// Its path in one word, in characters that every address may hold.
  private static func fileName(_ path: String) -> String {
    var name = ""
    for scalar in path.unicodeScalars {
      let isPlain =
        scalar.isASCII
        && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
          || "._-".unicodeScalars.contains(scalar))
      name.unicodeScalars.append(isPlain ? scalar : "-")
    }
    return name.lowercased()
  }
}
