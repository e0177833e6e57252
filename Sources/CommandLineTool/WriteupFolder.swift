import EvalLogs
import Foundation
import Report

/// The author's texts beside the logs.
struct WriteupFolder {
  /// Where they lie; `nil` where there can be none.
  private let path: String?
  private let rule: Config.WriteupRule

  /// Of a text, in bytes.
  private static let largest = 2_000_000
  private static let images = [".png", ".jpg", ".jpeg", ".svg"]

  init(_ config: Config, inputs: [String]) {
    rule = config.writeups
    path = rule.folder ?? inputs.first.flatMap { Self.isFolder($0) ? $0 : nil }
  }

  /// - Throws: `ReportError` of kind `usage` where something that is named cannot be read.
  func read(claims: Writeups.Claims?) throws(ReportError) -> Writeups {
    var writeups = Writeups()
    writeups.claims = claims ?? rule.claims ?? .fail
    writeups.isKeptAnonymous = rule.isKeptAnonymous
    guard let path else { return writeups }
    if rule.folder != nil, !Self.isFolder(path) {
      throw ReportError(
        .usage, "there is no folder \(path) for writeups",
        remedy: "Name one beside the config, under writeups: {folder: …}.")
    }
    for name in names(path) {
      writeups.sources.append(
        Writeups.Source(
          path: name, shown: "\(path)/\(name)", text: try Self.text("\(path)/\(name)")))
    }
    let file = bibliography(path)
    if rule.bibliography != nil || FileManager.default.fileExists(atPath: file) {
      writeups.bibliography = (file, try Self.text(file))
    }
    writeups.image = { Self.image($0, below: path) }
    return writeups
  }

  /// Every file that a page depends on, or would.
  var places: [String] {
    guard let path else { return [] }
    let pictures = [path, "\(path)/\(Writeups.posts)"].flatMap { folder in
      Self.entries(folder).filter { name in Self.images.contains { name.lowercased().hasSuffix($0) }
      }
      .map { "\(folder)/\($0)" }
    }
    // One that does not exist yet makes its folder be watched.
    let posts = Self.isFolder("\(path)/\(Writeups.posts)") ? ["\(path)/\(Writeups.posts)/.md"] : []
    return ["\(path)/\(Writeups.index)", bibliography(path)] + posts
      + names(path).map { "\(path)/\($0)" } + pictures
  }

  private func bibliography(_ path: String) -> String {
    rule.bibliography ?? "\(path)/\(Writeups.usualBibliography)"
  }

  /// index.md, then the posts in natural order.
  private func names(_ path: String) -> [String] {
    let first =
      FileManager.default.fileExists(atPath: "\(path)/\(Writeups.index)") ? [Writeups.index] : []
    let posts = Self.entries("\(path)/\(Writeups.posts)")
      .filter { $0.hasSuffix(".md") && !$0.hasPrefix(".") }.sorted(by: NaturalOrder.precedes)
    return first + posts.map { "\(Writeups.posts)/\($0)" }
  }

  private static func entries(_ folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  /// The first bytes of a regular file; one more than `limit` where it has more.
  private static func bytes(_ path: String, limit: Int) -> [UInt8]? {
    let attributes = try? FileManager.default.attributesOfItem(
      atPath: (path as NSString).resolvingSymlinksInPath)
    guard attributes?[.type] as? FileAttributeType == .typeRegular,
      let handle = FileHandle(forReadingAtPath: path),
      let data = try? handle.read(upToCount: limit + 1)
    else { return nil }
    return Array(data)
  }

  private static func text(_ path: String) throws(ReportError) -> String {
    // An empty file reads as nothing.
    guard FileManager.default.isReadableFile(atPath: path) else {
      throw ReportError(.usage, "cannot read \(path)")
    }
    let bytes = bytes(path, limit: largest) ?? []
    guard bytes.count <= largest else {
      throw ReportError(.usage, "\(path) is larger than \(SingleFile.megabytes(largest))")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ReportError(.usage, "\(path) is not UTF-8", remedy: "Save it as UTF-8.")
    }
    return text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
  }

  /// A file below the folder, links followed only within it.
  private static func image(
    _ name: String, below folder: String
  ) -> Result<[UInt8], Writeups.Refusal> {
    func real(_ path: String) -> String? {
      realpath(path, nil).map { pointer in
        defer { free(pointer) }
        return String(cString: pointer)
      }
    }
    guard let root = real(folder), let file = real("\(folder)/\(name)") else {
      return .failure(Writeups.Refusal("it is not there"))
    }
    guard file.hasPrefix(root == "/" ? "/" : root + "/") else {
      return .failure(Writeups.Refusal("it lies outside of the study's folder"))
    }
    guard let bytes = bytes(file, limit: Writeups.largestImage) else {
      return .failure(Writeups.Refusal("it cannot be read"))
    }
    return .success(bytes)
  }
}
