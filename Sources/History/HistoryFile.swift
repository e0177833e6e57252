import Glibc
import Synchronization

/// What stands at a history's path, told before SQLite touches it: a file that is not ours is never
/// opened as a database, so not even another program's unfinished transaction in it is rolled back.
enum HistoryFile {
  enum State: Equatable {
    /// There is no file.
    case missing
    /// A file without a byte: a history whose first set was cut off.
    case empty
    case ours(layout: Int)
  }

  /// - Parameters:
  ///   - path: As the user wrote it.
  ///   - file: As it is opened.
  /// - Throws: `HistoryError` where it is no history, or one of a newer program.
  static func state(
    of path: String, _ file: String, _ kind: HistoryError.Kind
  ) throws(HistoryError) -> State {
    var status = stat()
    guard stat(file, &status) == 0 else {
      if errno == ENOENT { return .missing }
      throw HistoryError(kind, "\(path): \(String(cString: strerror(errno)))")
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw HistoryError(
        kind, "\(path) is \(status.st_mode & S_IFMT == S_IFDIR ? "a folder" : "no plain file")",
        remedy: "Name a file with --store FILE.")
    }
    guard status.st_size > 0 else { return .empty }
    let header = try header(path, file, kind)
    guard header.starts(with: Array("SQLite format 3\0".utf8)), header.count == 100 else {
      throw foreign(path, kind, "it is no SQLite database")
    }
    guard number(header[68..<72]) == HistorySchema.applicationID else {
      throw foreign(path, kind, "it is another program's database")
    }
    let layout = number(header[60..<64])
    guard layout <= HistorySchema.layout else {
      throw HistoryError(
        kind,
        "\(path) was written by a newer passcurve: its layout is \(layout), this one knows up to "
          + "\(HistorySchema.layout)", remedy: "Use that version; the file is as it was.")
    }
    return .ours(layout: layout)
  }

  private static func foreign(
    _ path: String, _ kind: HistoryError.Kind, _ why: String
  ) -> HistoryError {
    HistoryError(
      kind, "\(path) is no history of passcurve's: \(why)",
      remedy: "Name another file with --store FILE; this one is as it was.")
  }

  private static func header(
    _ path: String, _ file: String, _ kind: HistoryError.Kind
  ) throws(HistoryError) -> [UInt8] {
    let descriptor = open(file, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw HistoryError(
        kind, "\(path) cannot be read: \(String(cString: strerror(errno)))",
        remedy: "Check the permissions.")
    }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 100)
    let count = read(descriptor, &bytes, bytes.count)
    return Array(bytes.prefix(max(0, count)))
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reduce(0) { $0 << 8 | Int($1) }
  }
}

/// The files that this process has open as histories. Closing any descriptor of a file drops every
/// lock that the process holds on it, SQLite's too: none of these is looked into from outside.
final class OpenFiles: Sendable {
  static let all = OpenFiles()

  struct Identity: Hashable {
    let device: UInt
    let inode: UInt
  }

  private let open = Mutex<[Identity: Int]>([:])

  /// Opens a file.
  ///
  /// - Parameter body: Opens it; told whether it is open already, and so ours.
  func open<Result>(
    _ path: String, _ body: (_ isOpen: Bool) throws(HistoryError) -> Result
  ) throws(HistoryError) -> (Result, Identity?) {
    try open.withLock { (files) throws(HistoryError) in
      let isOpen = Self.identity(path).map { files[$0] != nil } ?? false
      let result = try body(isOpen)
      let identity = Self.identity(path)
      if let identity { files[identity, default: 0] += 1 }
      return (result, identity)
    }
  }

  func close(_ identity: Identity) {
    open.withLock { files in
      guard let count = files[identity] else { return }
      files[identity] = count > 1 ? count - 1 : nil
    }
  }

  private static func identity(_ path: String) -> Identity? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return Identity(device: UInt(status.st_dev), inode: UInt(status.st_ino))
  }
}
