internal import Foundation
internal import GRDB
import Glibc

/// A history: sets of counts, each of one night, in one SQLite file.
///
/// Sets are only ever added. The same counts for the same night are there once; others for the same
/// night stand beside, the later counting as that night's. A name may be given to a set once;
/// `prune` takes sets out.
///
/// **Journal.** A rollback journal, deleted at each commit: at rest a history is one file, which a
/// job can copy, cache or publish, and which can be read without write access, from a read-only
/// medium too; and network file systems are fit for it. A write-ahead log would be two files more,
/// shared memory among them, for speed that a few adds a night do not need.
///
/// **Durable.** `synchronous` is `EXTRA`: file, journal and, once the journal is gone, their folder
/// are flushed before an add returns, so that no loss of power brings the journal back.
///
/// **Whole.** An add is one transaction. A process that ends midway leaves a journal, from which the
/// next one to open the file takes back what was not committed; readers do so as well where they may
/// write.
///
/// **Others at work.** Writers take turns, each waiting for up to two minutes.
///
/// **Older layouts.** Opened for adding, the file is brought to today's in the same way as sets are
/// added: all or nothing. Opened for reading, it is brought there in memory, and left as it is.
///
/// One thread at a time reaches the database; the class may be used from several.
package final class HistoryStore: Sendable {
  package enum Mode: Sendable {
    case read, append
  }

  package let path: String
  let mode: Mode
  private let database: DatabaseQueue
  private let identity: OpenFiles.Identity?
  /// Seconds that another process is waited for.
  private static let patience = 120.0

  /// - Throws: `HistoryError`: of kind `input` where there is nothing to read, `output` where nothing
  ///   can be added; what stands at the path is then as it was.
  package init(path: String, mode: Mode) throws(HistoryError) {
    guard !path.isEmpty else {
      throw HistoryError(.usage, "the history has no name", remedy: "Name it with --store FILE.")
    }
    self.path = path
    self.mode = mode
    // Names such as ":memory:" mean something to SQLite.
    let file = path.hasPrefix("/") ? path : "./" + path
    (database, identity) = try OpenFiles.all.open(file) { (isOpen) throws(HistoryError) in
      try Self.open(path, file, mode, isOpen: isOpen)
    }
  }

  deinit {
    try? database.close()
    if let identity { OpenFiles.all.close(identity) }
  }

  private static func open(
    _ path: String, _ file: String, _ mode: Mode, isOpen: Bool
  ) throws(HistoryError) -> DatabaseQueue {
    let kind: HistoryError.Kind = mode == .read ? .input : .output
    let state = isOpen ? .ours(layout: 0) : try HistoryFile.state(of: path, file, kind)
    return try HistoryError.wrapping(path, kind) {
      switch (mode, state) {
      case (.read, .missing): throw missing(path)
      case (.read, _): return try reading(path, file)
      case (.append, .missing):
        try checkFolder(of: path, file)
        return try appending(file)
      case (.append, _): return try appending(file)
      }
    }
  }

  private static func appending(_ file: String) throws -> DatabaseQueue {
    let queue = try DatabaseQueue(path: file, configuration: configuration(readonly: false))
    try queue.writeWithoutTransaction { db in
      guard try HistorySchema.layout(of: db) != HistorySchema.layout else { return }
      try db.inTransaction(.immediate) {
        try HistorySchema.migrate(db)
        return .commit
      }
    }
    return queue
  }

  private static func reading(_ path: String, _ file: String) throws -> DatabaseQueue {
    let queue: DatabaseQueue
    do {
      queue = try DatabaseQueue(path: file, configuration: configuration(readonly: true))
    } catch let error as DatabaseError where error.isOfUnfinished {
      // Whoever was at it has ended; a reader that may write takes that back.
      do {
        let writer = try DatabaseQueue(path: file, configuration: configuration(readonly: false))
        try writer.close()
      } catch {
        throw HistoryError(
          .input, "\(path) has a journal of an add that was cut off, and nothing may be written",
          remedy: "Whoever may write has to open it once: passcurve history check --store \(path)")
      }
      queue = try DatabaseQueue(path: file, configuration: configuration(readonly: true))
    }
    guard try queue.read({ try HistorySchema.layout(of: $0) }) != HistorySchema.layout else {
      return queue
    }
    let copy = try DatabaseQueue()
    try queue.backup(to: copy)
    try queue.close()
    try copy.write { try HistorySchema.migrate($0) }
    return copy
  }

  private static func configuration(readonly: Bool) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = readonly
    configuration.busyMode = .timeout(patience)
    configuration.prepareDatabase { db in
      if !readonly { try db.execute(sql: "PRAGMA synchronous = EXTRA") }
    }
    return configuration
  }

  // MARK: Access

  func read<Result>(_ body: (Database) throws -> Result) throws(HistoryError) -> Result {
    try HistoryError.wrapping(path, .input) { try database.read(body) }
  }

  /// Does all of it, or none.
  func write<Result>(_ body: (Database) throws -> Result) throws(HistoryError) -> Result {
    precondition(mode == .append, "\(path) was opened for reading")
    return try HistoryError.wrapping(path, .output) {
      var result: Result?
      try database.writeWithoutTransaction { db in
        try db.inTransaction(.immediate) {
          result = try body(db)
          return .commit
        }
      }
      guard let result else { throw Damage("a transaction") }
      return result
    }
  }

  /// Gives back to the system the room of what was taken out.
  package func vacuum() throws(HistoryError) {
    precondition(mode == .append, "\(path) was opened for reading")
    do {
      try database.writeWithoutTransaction { try $0.execute(sql: "VACUUM") }
    } catch {
      throw HistoryError(
        .output,
        "\(path) is as large as before: \((error as? DatabaseError)?.message ?? "\(error)")",
        remedy: "What was taken out is gone; for this the disk needs room for a second file.")
    }
  }

  // MARK: Paths

  /// Whether there is a file, or one could be made.
  static func exists(_ path: String) throws(HistoryError) -> Bool {
    let file = path.hasPrefix("/") ? path : "./" + path
    guard access(file, F_OK) != 0 else { return true }
    try checkFolder(of: path, file)
    return false
  }

  private static func checkFolder(of path: String, _ file: String) throws(HistoryError) {
    let folder = folder(of: file)
    guard isFolder(folder) else {
      throw HistoryError(
        .output, "the folder of \(path) is not there", remedy: "Make it first: mkdir -p \(folder)")
    }
    guard access(folder, W_OK | X_OK) == 0 else {
      throw HistoryError(
        .output, "\(path) cannot be written: \(String(cString: strerror(errno)))",
        remedy: "Check the permissions of its folder, or name another file with --store FILE.")
    }
  }

  private static func folder(of file: String) -> String {
    let end = file.lastIndex(of: "/") ?? file.startIndex
    return end == file.startIndex ? "/" : String(file[..<end])
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
