import EvalLogs
internal import GRDB
import Glibc

extension HistoryError {
  /// What SQLite and the files say, in our words.
  static func wrapping<Result>(
    _ path: String, _ kind: Kind, _ body: () throws -> Result
  ) throws(HistoryError) -> Result {
    do {
      return try body()
    } catch let error as HistoryError {
      throw error
    } catch let damage as Damage {
      throw damaged(path, kind, "\(damage.detail) cannot be")
    } catch let error as DatabaseError {
      throw HistoryError(error, path, kind)
    } catch {
      throw HistoryError(kind, "\(path): \(error)")
    }
  }

  private init(_ error: DatabaseError, _ path: String, _ kind: Kind) {
    let words = error.message ?? "SQLite says no more than \(error.resultCode)"
    switch error.resultCode {
    case .SQLITE_FULL, .SQLITE_IOERR:
      self.init(
        kind, "\(path) cannot be \(kind == .output ? "written" : "read"): \(words)",
        remedy: kind == .output
          ? "Make room, or lift the limit on the size of files; the history is as it was." : nil)
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      self.init(
        kind, "\(path) is held by another process, and was for two minutes",
        remedy: "See what holds it: fuser \(path)")
    case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM:
      self.init(
        kind, "\(path) cannot be \(kind == .output ? "written" : "opened"): \(words)",
        remedy: "Check the permissions of the file and its folder.")
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = Self.damaged(path, kind, words)
    default: self.init(kind, "\(path): \(words)")
    }
  }

  private static func damaged(_ path: String, _ kind: Kind, _ what: String) -> HistoryError {
    HistoryError(
      kind, "\(path) is damaged: \(what)",
      remedy: "passcurve history check says of what; take a copy from before.")
  }
}

extension DatabaseError {
  /// Whether the file has a journal that has to be played back, which a reader may not.
  var isOfUnfinished: Bool {
    [.SQLITE_READONLY_ROLLBACK, .SQLITE_READONLY_RECOVERY, .SQLITE_READONLY_CANTLOCK]
      .contains(extendedResultCode)
  }
}

extension HistoryStore {
  /// Nothing to read, with what may have been meant.
  static func missing(_ path: String) -> HistoryError {
    let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let (folder, name) = (String(path[..<slash]), String(path[slash...]))
    let near = Nearest.close(to: name, among: files(in: folder.isEmpty ? "." : folder))
    return HistoryError(
      .input, "there is no history \(path)",
      remedy: near.map { "Did you mean '\(folder)\($0)'?" }
        ?? "Begin one: passcurve history add runs/ --night \"$(date -I)\", or name it with --store FILE."
    )
  }

  private static func files(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      names.append(
        withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
          String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        })
    }
    return names.filter { $0.hasSuffix(".sqlite") || $0.hasSuffix(".db") }.sorted()
  }
}
