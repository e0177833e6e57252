import Glibc

/// Finds the files below the paths given: the only part of the program that walks folders.
///
/// Hidden names, `.buffer`, `*.shards` folders with our own manifest and reports of one file are passed over; links are
/// followed only within the tree; the same real path counts once.
struct Discovery {
  /// A file as it was found.
  struct Found: Sendable {
    /// Below the root, repaired where it is no UTF-8.
    var path: String
    var rootName: String
    /// Its real path, ended by a zero byte.
    var location: [CChar]
  }

  private(set) var files: [Found] = []
  private(set) var issues: [LogIssue] = []
  /// Those that files were looked for in, their real paths ended by a zero byte.
  private(set) var folders: [[CChar]] = []
  private var taken: [[CChar]: String] = [:]
  private let root: Place?
  private let depth: Int

  /// A folder names are counted from.
  private struct Place {
    var real: [CChar]
    var name: String
  }

  /// Walks `paths` and `--files-from` in their order; the files come sorted by path.
  init(paths: [String], options: ReadOptions) throws(LogError) {
    depth = options.limits.depth
    if let path = options.root {
      let real = try Self.real(path)
      guard Self.kind(real) == S_IFDIR else {
        throw LogError(
          .unusablePath, path: path, detail: "--root is not a folder",
          remedy: "Name the folder that the runs lie in.")
      }
      root = Place(real: real, name: Self.lastPart(of: path, real: real))
    } else {
      root = nil
    }
    for path in paths + options.filesFrom { try add(path) }
    let order = files.indices.sorted { a, b in
      let byPath = NaturalOrder.compare(files[a].path, files[b].path)
      if byPath != 0 { return byPath < 0 }
      let byRoot = NaturalOrder.compare(files[a].rootName, files[b].rootName)
      return byRoot == 0 ? a < b : byRoot < 0
    }
    files = order.map { files[$0] }
  }

  private mutating func add(_ path: String) throws(LogError) {
    let real = try Self.real(path)
    switch Self.kind(real) {
    case S_IFDIR:
      guard !SiteManifest.isOurs(real) else {
        throw LogError(
          .unusablePath, path: path, detail: "this is a report that passcurve built, not logs",
          remedy: "Give the logs, or the report's data/tally.csv.")
      }
      var walk = Walk(top: real, base: Place(real: real, name: Self.lastPart(of: path, real: real)))
      visit(real, below: "", level: 0, &walk)
      follow(&walk)
    case S_IFREG:
      let folder = Self.parent(of: real)
      let given = path.split(separator: "/", omittingEmptySubsequences: true)
      let name = String(given.last ?? "")
      let parent = given.count >= 2 ? String(given[given.count - 2]) : ""
      let isPlain = !parent.isEmpty && parent != "." && parent != ".."
      let base = Place(real: folder, name: isPlain ? parent : Self.text(Self.last(folder)))
      folders.append(folder)
      take(real, below: name, base)
    default:
      throw LogError(
        .unusablePath, path: path, detail: "it is neither a file nor a folder",
        remedy: "Write the log to a file first.")
    }
  }

  // MARK: Walking

  private struct Walk {
    let top: [CChar]
    let base: Place
    var links: [(real: [CChar], below: String)] = []
    var visited: Set<[CChar]> = []

    init(top: [CChar], base: Place) {
      self.top = top
      self.base = base
    }
  }

  private mutating func visit(_ folder: [CChar], below: String, level: Int, _ walk: inout Walk) {
    guard walk.visited.insert(folder).inserted else { return }
    guard level <= depth else {
      issues.append(
        LogIssue(
          .folderTooDeep, path: below, detail: "more than \(depth) folders within folders",
          remedy: "Give the deeper folder as a path of its own; it is not read."))
      return
    }
    folders.append(folder)
    guard let entries = Self.entries(of: folder) else {
      issues.append(Self.unreadable(below.isEmpty ? "." : below))
      return
    }
    for entry in entries {
      let real = folder.dropLast() + [CChar(0x2F)] + entry
      let shown = below.isEmpty ? Self.text(entry) : "\(below)/\(Self.text(entry))"
      guard !Self.isSkipped(entry) else { continue }
      switch Self.kind(real) {
      case S_IFREG where SingleReport.isOurs(file: real): break
      case S_IFREG: take(real, below: shown, walk.base)
      case S_IFDIR where Self.text(entry).hasSuffix(".shards") || SiteManifest.isOurs(real): break
      case S_IFDIR: visit(real, below: shown, level: level + 1, &walk)
      case S_IFLNK: walk.links.append((real, shown))
      case 0: issues.append(Self.unreadable(shown))
      default:
        issues.append(
          LogIssue(
            .specialFile, path: shown, detail: "it is neither a file nor a folder",
            remedy: "Write the log to a file; this is not read."))
      }
    }
  }

  /// Links come last: what they lead to within the tree mostly has been read by its own name.
  private mutating func follow(_ walk: inout Walk) {
    while !walk.links.isEmpty {
      let links = walk.links
      walk.links = []
      for link in links {
        guard let target = Self.realpath(link.real) else {
          issues.append(Self.dead(link.real, link.below, errno))
          continue
        }
        guard target.starts(with: walk.top.dropLast() + [CChar(0x2F)]) || target == walk.top else {
          issues.append(
            LogIssue(
              .linkOutside, path: link.below, detail: "the link leads out of the folder given",
              remedy: "Give what it leads to as a path of its own; it is not read."))
          continue
        }
        switch Self.kind(target) {
        case S_IFREG where taken[target] == nil: take(target, below: link.below, walk.base)
        case S_IFDIR where !SiteManifest.isOurs(target):
          visit(target, below: link.below, level: 0, &walk)
        default: break
        }
      }
    }
  }

  private mutating func take(_ real: [CChar], below: String, _ base: Place) {
    var path = below
    var name = base.name
    if let root, real.starts(with: root.real.dropLast() + [CChar(0x2F)]) {
      path = Self.text(Array(real.dropFirst(root.real.count)))
      name = root.name
    }
    if let first = taken[real] {
      issues.append(
        LogIssue(
          .sameFileTwice, path: path, detail: "this file is given twice, first as \"\(first)\"",
          remedy: "It is read once; give each path once."))
      return
    }
    taken[real] = path
    files.append(Found(path: path, rootName: name, location: real))
  }

  // MARK: Names

  private static func isSkipped(_ name: [CChar]) -> Bool { name.first == 0x2E }

  private static func text(_ bytes: [CChar]) -> String {
    let end = bytes.firstIndex(of: 0) ?? bytes.endIndex
    return String(decoding: bytes[..<end].lazy.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func last(_ real: [CChar]) -> [CChar] {
    let body = real.dropLast()
    let start = body.lastIndex(of: 0x2F).map { $0 + 1 } ?? body.startIndex
    return Array(body[start...]) + [0]
  }

  private static func parent(of real: [CChar]) -> [CChar] {
    let body = real.dropLast()
    let end = body.lastIndex(of: 0x2F) ?? body.startIndex
    return Array(end == body.startIndex ? [0x2F] : body[..<end]) + [0]
  }

  /// A path's last part as it was written, unless that says nothing (`.`, `..`).
  private static func lastPart(of path: String, real: [CChar]) -> String {
    let part = path.split(separator: "/").last.map(String.init) ?? ""
    return part.isEmpty || part == "." || part == ".." ? text(last(real)) : part
  }

  // MARK: The disk

  private static func real(_ path: String) throws(LogError) -> [CChar] {
    guard let real = path.withCString({ Glibc.realpath($0, nil) }) else {
      let isMissing = errno == ENOENT || errno == ENOTDIR
      throw LogError(
        .unusablePath, path: path,
        detail: isMissing ? "no such file or folder" : "it cannot be read",
        remedy: isMissing ? missing(path) : "Check the permissions.")
    }
    defer { free(real) }
    return Array(cString: real)
  }

  /// The nearest path that exists, where one is near.
  private static func missing(_ path: String) -> String {
    var found = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/").map(String.init) {
      guard kind(Array((found + part).utf8CString)) == 0 else {
        found += part + "/"
        continue
      }
      let names = entries(of: Array((found.isEmpty ? "." : found).utf8CString)) ?? []
      let candidates = names.map(text).filter { part.hasPrefix(".") || !$0.hasPrefix(".") }
      if let near = Nearest.close(to: part, among: candidates) {
        return "Did you mean '\((found + near).printable)'?"
      }
      break
    }
    return "Check the path's spelling."
  }

  /// A link that leads to nothing.
  private static func dead(_ link: [CChar], _ below: String, _ code: Int32) -> LogIssue {
    var room = [UInt8](repeating: 0, count: 4096)
    let count = room.withUnsafeMutableBytes {
      readlink(link, $0.baseAddress!.assumingMemoryBound(to: CChar.self), $0.count)
    }
    let target = String(decoding: room.prefix(max(0, count)), as: UTF8.self)
    switch code {
    case ENOENT, ENOTDIR:
      return LogIssue(
        .unreadableFile, path: below, detail: "the link leads to \"\(target)\", which is not there",
        remedy: "Restore what it led to, or remove the link; it is not used.")
    case ELOOP:
      return LogIssue(
        .unreadableFile, path: below, detail: "the link leads in a circle, by \"\(target)\"",
        remedy: "Remove the link; it is not used.")
    default: return unreadable(below)
    }
  }

  private static func realpath(_ path: [CChar]) -> [CChar]? {
    guard let real = Glibc.realpath(path, nil) else { return nil }
    defer { free(real) }
    return Array(cString: real)
  }

  /// The file type, links not followed; 0 where it cannot be told.
  private static func kind(_ path: [CChar]) -> mode_t {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode & S_IFMT : 0
  }

  /// A folder's names, each ended by a zero byte, in natural order; nil where it cannot be read.
  private static func entries(of folder: [CChar]) -> [[CChar]]? {
    guard let handle = opendir(folder) else { return nil }
    defer { closedir(handle) }
    var names: [[CChar]] = []
    while let entry = readdir(handle) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) {
        Array(cString: $0.assumingMemoryBound(to: CChar.self).baseAddress!)
      }
      if name != [0x2E, 0] && name != [0x2E, 0x2E, 0] { names.append(name) }
    }
    let texts = names.map(text)
    return names.indices.sorted {
      let order = NaturalOrder.compare(texts[$0], texts[$1])
      return order == 0 ? names[$0].lexicographicallyPrecedes(names[$1]) : order < 0
    }.map { names[$0] }
  }

  private static func unreadable(_ path: String) -> LogIssue {
    LogIssue(
      .unreadableFile, path: path, detail: "it cannot be read",
      remedy: "Check the permissions; it is not used.")
  }
}
