import EvalLogs
import Glibc

/// Everything a build depends on, as it lies on the disk at one moment.
struct WatchedFiles: Equatable {
  /// What changes whenever a file's bytes do.
  private struct Stamp: Equatable {
    let size: Int
    let inode: UInt64
    let seconds: Int
    let nanoseconds: Int

    /// nil where there is no regular file.
    init?(_ path: [CChar]) {
      var status = stat()
      guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
      size = Int(status.st_size)
      inode = UInt64(status.st_ino)
      (seconds, nanoseconds) = (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
    }
  }

  /// By real path where that is known, else by the path given.
  private var stamps: [[CChar]: Stamp] = [:]
  /// What they are called.
  private var names: [[CChar]: String] = [:]
  /// Whose entries may change, their paths ended by a zero byte.
  private(set) var folders: [[CChar]] = []
  /// Whether something that was asked for is not there: no folder can tell when it comes.
  private(set) var lacksSome = false

  var count: Int { stamps.count }

  /// - Parameters:
  ///   - inputs: Files and folders of logs; of each what a reading would look at.
  ///   - others: Further files: the config, templates; they need not exist.
  init(inputs: [String], others: [String], options: ReadOptions) {
    for input in inputs {
      do {
        let (files, folders) = try EvalLogs.places(paths: [input], options: options)
        for file in files { add(file.location, file.path) }
        self.folders += folders
      } catch {
        lacksSome = true
      }
    }
    for path in others {
      add(Self.real(path), path)
      let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
      folders.append(Array(folder.utf8CString))
    }
  }

  private mutating func add(_ path: [CChar], _ name: String) {
    guard names[path] == nil else { return }
    stamps[path] = Stamp(path)
    names[path] = name
  }

  /// Ended by a zero byte; as it is given where there is no such file.
  private static func real(_ path: String) -> [CChar] {
    guard let real = realpath(path, nil) else { return Array(path.utf8CString) }
    defer { free(real) }
    return Array(UnsafeBufferPointer(start: real, count: strlen(real) + 1))
  }

  /// What is new, gone or has other bytes than before, sorted by path.
  func changes(since former: WatchedFiles) -> [String] {
    let paths = Set(stamps.keys).union(former.stamps.keys)
    return paths.filter { stamps[$0] != former.stamps[$0] }
      .compactMap { names[$0] ?? former.names[$0] }.sorted()
  }

  /// "rl/samples.jsonl changed", "a.jsonl, b.jsonl and 10 more changed".
  static func words(_ changes: [String]) -> String {
    let named = changes.prefix(2).map(\.printable).joined(separator: ", ")
    let rest = changes.count - 2
    return "\(named)\(rest > 0 ? " and \(rest) more" : "") changed"
  }
}
