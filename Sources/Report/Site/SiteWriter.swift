internal import CSystem
import EvalLogs
import Foundation

/// Puts a site where it was asked for: whole or not at all.
///
/// The files are written into a folder beside the target and the two are exchanged in one step, so
/// that a build killed at any moment leaves the former site whole. What such a build left beside it
/// is cleared away by the next one. Nothing that is not ours is ever removed or replaced.
package struct SiteWriter: Sendable {
  /// The folder to hold the site.
  package let target: String
  private let shown: String
  private let interruption: Interruption

  /// Looks at the target before any work is done.
  ///
  /// - Parameters:
  ///   - target: The folder asked for; it need not exist.
  ///   - inputs: Paths that are read; the target may neither be, hold nor lie in the way of one.
  ///   - interruption: Asks that a site half written is taken back.
  /// - Throws: `ReportError` of kind `output`, with the remedy.
  package init(
    _ target: String, inputs: [String], interruption: Interruption = Interruption()
  ) throws(ReportError) {
    guard !target.isEmpty else {
      throw ReportError(.output, "the output folder has no name", remedy: "Name one with -o DIR.")
    }
    let resolved = Self.resolve(target)
    self.target = resolved
    shown = target
    self.interruption = interruption
    for input in inputs {
      let input = Self.resolve(input)
      if input == resolved {
        throw ReportError(
          .output, "the output folder \(target) is an input", remedy: "Name another with -o DIR.")
      }
      if input.hasPrefix(resolved == "/" ? "/" : resolved + "/") {
        throw ReportError(
          .output, "the output folder \(target) holds the input \(input)",
          remedy: "Name another with -o DIR.")
      }
    }
    try interruption.protect { () throws(ReportError) in
      try Self.locked(resolved, interruption) { () throws(ReportError) in
        try Self.recover(resolved)
        try Self.checkContents(resolved, shown: target)
        try Self.checkWritable(resolved, shown: target)
      }
    }
    interruption.outcome =
      access(resolved, F_OK) == 0 ? "\(target) is as it was" : "nothing was written"
  }

  /// Writes the site.
  ///
  /// - Throws: `ReportError` of kind `output`; the former site is then as it was, and folders made
  ///   above it are gone.
  package func write(_ site: Site, progress: ProgressHandler? = nil) throws(ReportError) {
    try interruption.protect { () throws(ReportError) in
      let above = Self.missing(above: target)
      do throws(ReportError) {
        try replace(with: site, progress)
      } catch {
        for folder in above { rmdir(folder) }
        throw error
      }
      interruption.outcome = "\(shown) is written"
    }
  }

  private func replace(with site: Site, _ progress: ProgressHandler?) throws(ReportError) {
    let staging = Self.parent(target) + "/" + Self.stagingPrefix(target) + "new"
    try Self.locked(target, interruption) { () throws(ReportError) in
      try Self.makeFolder(Self.parent(target))
    }
    try Self.locked(target, interruption) { () throws(ReportError) in
      // Something may have been put there since the work began.
      try Self.checkContents(target, shown: target)
      do throws(ReportError) {
        try write(site, into: staging, progress)
        try exchange(staging)
      } catch {
        Self.remove(staging)
        throw error
      }
    }
  }

  /// Two builds beside each other take turns: a lock on the folder that holds the target, or the
  /// nearest above it that exists, given back by the system however this one ends.
  private static func locked(
    _ target: String, _ interruption: Interruption, _ work: () throws(ReportError) -> Void
  ) throws(ReportError) {
    func nearest() -> String {
      var folder = parent(target)
      while access(folder, F_OK) != 0, folder != "/" { folder = parent(folder) }
      return folder
    }
    while true {
      let place = nearest()
      let folder = open(place, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      defer { if folder >= 0 { close(folder) } }
      // Another may be long at it: to wait within the call would be deaf to an interruption.
      while folder >= 0, flock(folder, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
        try checkWanted(interruption)
        usleep(2_000)
      }
      // While this one waited, another may have made folders nearer to the target.
      if folder < 0 || nearest() == place { return try work() }
    }
  }

  // MARK: Before the work

  /// Every file in the target must be one that the manifest there lists.
  private static func checkContents(
    _ target: String, shown: String
  ) throws(ReportError) {
    var status = stat()
    guard lstat(target, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      throw ReportError(
        .output, "\(shown) is not a folder", remedy: "Name a folder with -o DIR.")
    }
    let found = Self.contents(of: target)
    guard !found.isEmpty else { return }
    guard let manifest = FileManager.default.contents(atPath: target + "/" + Manifest.fileName),
      let ours = Manifest.files(in: Array(manifest))
    else {
      throw ReportError(
        .output, "\(shown) holds something else: \(found[0])",
        remedy:
          "passcurve only replaces sites of its own; name an empty or a new folder with -o DIR."
      )
    }
    if let foreign = found.first(where: { !ours.contains($0) }) {
      throw ReportError(
        .output, "\(shown) holds a file that passcurve did not write: \(foreign)",
        remedy: "Move it away, or name another folder with -o DIR.")
    }
  }

  /// A folder beside the target can be made, and what is in it can be removed again.
  private static func checkWritable(
    _ target: String, shown: String
  ) throws(ReportError) {
    let parent = Self.parent(target)
    let made = missing(above: target)
    for folder in made.reversed() { try Self.makeFolder(folder) }
    let staging = parent + "/" + Self.stagingPrefix(target) + "new"
    var again = Self.patience
    while mkdir(staging, 0o777) != 0 {
      if errno == ENOENT, again > 0 {
        again -= 1
        try Self.makeFolder(parent)
        continue
      }
      throw ReportError(
        .output, "cannot write \(shown): \(String(cString: strerror(errno)))",
        remedy: "Name a folder that can be written with -o DIR.")
    }
    rmdir(staging)
    for folder in made { rmdir(folder) }
  }

  /// The folders above the target that do not exist, the lowest first.
  private static func missing(above target: String) -> [String] {
    var result: [String] = []
    var folder = parent(target)
    while access(folder, F_OK) != 0, folder != "/" {
      result.append(folder)
      folder = parent(folder)
    }
    return result
  }

  // MARK: Writing

  private static func checkWanted(_ interruption: Interruption) throws(ReportError) {
    if interruption.isRequested { throw ReportError(.output, "interrupted") }
  }

  private func write(
    _ site: Site, into staging: String, _ progress: ProgressHandler?
  ) throws(ReportError) {
    Self.remove(staging)
    try Self.makeFolder(staging)
    let files = site.sorted
    let counter = StepCounter(
      .writing, "files", of: files.count, bytes: files.reduce(0) { $0 + $1.bytes.count }, progress)
    for (path, bytes) in files {
      try Self.checkWanted(interruption)
      let full = staging + "/" + path
      try Self.makeFolder(Self.parent(full))
      let descriptor = open(full, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      guard descriptor >= 0 else { throw Self.failure("cannot write \(path)") }
      var written = 0
      while written < bytes.count {
        let count = bytes.withUnsafeBytes {
          Glibc.write(descriptor, $0.baseAddress! + written, bytes.count - written)
        }
        if count < 0 {
          if errno == EINTR { continue }
          let problem = Self.failure("cannot write \(path)")
          close(descriptor)
          throw problem
        }
        written += count
      }
      guard close(descriptor) == 0 else { throw Self.failure("cannot write \(path)") }
      counter?.advance(bytes: bytes.count)
    }
  }

  /// One step where the file system can exchange two folders; else the shortest pair of renames,
  /// with what `recover` needs should it be cut in the middle.
  private func exchange(_ staging: String) throws(ReportError) {
    guard access(target, F_OK) == 0 else {
      guard rename(staging, target) == 0 else { throw Self.failure("cannot write \(target)") }
      return
    }
    if cs_exchange(staging, target) == 0 {
      Self.remove(staging)
      return
    }
    let former = Self.parent(target) + "/" + Self.stagingPrefix(target) + "former"
    Self.remove(former)
    guard rename(target, former) == 0 else { throw Self.failure("cannot replace \(target)") }
    guard rename(staging, target) == 0 else {
      let problem = Self.failure("cannot write \(target)")
      _ = rename(former, target)
      throw problem
    }
    Self.remove(former)
  }

  // MARK: Recovery

  /// Clears away what a build that was killed left beside the target, and puts the former site back
  /// where it was cut between two renames.
  private static func recover(_ target: String) throws(ReportError) {
    let stem = parent(target) + "/" + stagingPrefix(target)
    if access(target, F_OK) != 0, access(stem + "former", F_OK) == 0 {
      guard rename(stem + "former", target) == 0 else {
        throw failure("cannot restore \(target) from \(stem)former")
      }
    }
    remove(stem + "new")
    remove(stem + "former")
  }

  // MARK: Paths

  private static func stagingPrefix(_ target: String) -> String {
    ".\(target.split(separator: "/").last.map(String.init) ?? "site").passcurve-"
  }

  private static func parent(_ path: String) -> String {
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
    return String(path[..<slash])
  }

  /// An absolute path without links, `.` and `..`, as far as it exists.
  static func resolve(_ path: String) -> String {
    if let real = realpath(path, nil) {
      defer { free(real) }
      return String(cString: real)
    }
    var trimmed = path
    while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
    guard let slash = trimmed.lastIndex(of: "/") else { return resolve(".") + "/" + trimmed }
    let name = trimmed[trimmed.index(after: slash)...]
    let folder = slash == trimmed.startIndex ? "/" : resolve(String(trimmed[..<slash]))
    // Below a folder that does not exist, `..` leads back by name alone.
    if name.isEmpty || name == "." { return folder }
    if name == ".." { return parent(folder) }
    return folder == "/" ? "/" + name : folder + "/" + name
  }

  /// Paths of all files below a folder, and of folders without any; links are files.
  static func contents(of folder: String) -> [String] {
    var result: [String] = []
    func walk(_ below: String) {
      let names = names(in: folder + "/" + below)
      if names.isEmpty, !below.isEmpty { result.append(below) }
      for name in names {
        let path = below.isEmpty ? name : below + "/" + name
        var status = stat()
        let isFolder =
          lstat(folder + "/" + path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
        if isFolder { walk(path) } else { result.append(path) }
      }
    }
    walk("")
    return result.sorted()
  }

  /// Names in a folder, repaired where they are no UTF-8: those are never ours.
  private static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var result: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        String(cString: UnsafeRawPointer(pointer).assumingMemoryBound(to: CChar.self))
      }
      if name != "." && name != ".." { result.append(name) }
    }
    return result
  }

  /// How often a folder that another build took away is made again.
  private static let patience = 1000

  /// Makes a folder and those above it. Another build that looks whether it may write here takes
  /// the empty folders it made away again: then from the top once more.
  private static func makeFolder(_ folder: String) throws(ReportError) {
    for _ in 0...patience {
      if mkdir(folder, 0o777) == 0 || errno == EEXIST { return }
      guard errno == ENOENT, folder != "/" else { break }
      try makeFolder(parent(folder))
    }
    throw failure("cannot make the folder \(folder)")
  }

  private static func remove(_ folder: String) {
    try? FileManager.default.removeItem(atPath: folder)
  }

  private static func failure(_ what: String) -> ReportError {
    ReportError(
      .output, "\(what): \(String(cString: strerror(errno)))",
      remedy: "Make room, or name another folder with -o DIR; the former site is as it was.")
  }
}
