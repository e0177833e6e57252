import EvalLogs
import Glibc
import Report

/// The file that counts or a report are written to: whole or not at all, and never in the place of
/// anything but others like it.
struct OutputFile {
  /// What a file holds, and so what it may take the place of.
  enum Content {
    case counts, report, kit

    /// What else may not be replaced, and what may.
    var words: (other: String, own: String) {
      switch self {
      case .counts: ("counts", "tallies")
      case .report: ("a report of ours", "reports")
      case .kit: ("a paper kit of ours", "kits")
      }
    }
  }

  private let shown: String
  /// Where links lead.
  private let target: String
  /// A device or a pipe: written into, not replaced.
  private let isStream: Bool

  /// Looks at the place before any work is done.
  ///
  /// - Parameters:
  ///   - path: The file asked for; it need not exist.
  ///   - inputs: Paths that are read; none of them may be the file.
  /// - Throws: `ReportError` of kind `output`, with the remedy.
  init(
    _ path: String, holding content: Content = .counts, inputs: [String]
  ) throws(ReportError) {
    shown = path
    guard !path.isEmpty else {
      throw ReportError(.output, "the output file has no name", remedy: "Name one with -o FILE.")
    }
    var status = stat()
    guard stat(path, &status) == 0 else {
      guard errno == ENOENT, lstat(path, &status) != 0, !path.hasSuffix("/") else {
        throw Self.failure("cannot write \(path)")
      }
      (target, isStream) = (path, false)
      try tryWriting()
      return
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR:
      throw ReportError(.output, "\(path) is a folder", remedy: "Name a file with -o FILE.")
    case S_IFREG:
      (target, isStream) = (Self.real(path) ?? path, false)
      if inputs.contains(where: { Self.real($0) == target }) {
        throw ReportError(
          .output, "the output file \(path) is an input", remedy: "Name another with -o FILE.")
      }
      guard status.st_size == 0 || Self.holds(content, target) else {
        let (other, own) = content.words
        throw ReportError(
          .output, "\(path) holds something else than \(other)",
          remedy: "passcurve only replaces \(own) of its own; name a new file with -o FILE.")
      }
      try tryWriting()
    default: (target, isStream) = (path, true)
    }
  }

  /// Writes what `produce` hands over, piece by piece.
  ///
  /// - Throws: `ReportError` of kind `output`, or what `produce` throws; a former file is then as
  ///   it was.
  func write(_ produce: ((([UInt8]) throws -> Void)) throws -> Void) throws {
    guard isStream else {
      try Signals.interruption.protect { try replace(produce) }
      return
    }
    let descriptor = open(target, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.failure("cannot write \(shown)") }
    defer { close(descriptor) }
    try produce { bytes in try put(bytes, to: descriptor) }
  }

  private func replace(_ produce: ((([UInt8]) throws -> Void)) throws -> Void) throws {
    let (staging, descriptor) = try stage()
    var isOpen = true
    do {
      try produce { bytes in
        if Signals.interruption.isRequested { throw Failure(.output, "interrupted") }
        try put(bytes, to: descriptor)
      }
      isOpen = false
      guard close(descriptor) == 0, rename(staging, target) == 0 else {
        throw Self.failure("cannot write \(shown)")
      }
      Signals.interruption.outcome = "\(shown) is written"
    } catch {
      if isOpen { close(descriptor) }
      unlink(staging)
      throw error
    }
  }

  private func put(_ bytes: [UInt8], to descriptor: Int32) throws(ReportError) {
    guard Console.write(bytes, to: descriptor) else {
      throw Self.failure("cannot write \(shown)")
    }
  }

  private func tryWriting() throws(ReportError) {
    try Signals.interruption.protect { () throws(ReportError) in
      let (staging, descriptor) = try stage()
      close(descriptor)
      unlink(staging)
    }
    Signals.interruption.outcome =
      access(target, F_OK) == 0 ? "\(shown) is as it was" : "nothing was written"
  }

  /// A new file beside the target, to take its place.
  private func stage() throws(ReportError) -> (path: String, descriptor: Int32) {
    let slash = target.lastIndex(of: "/").map { target.index(after: $0) } ?? target.startIndex
    let staging = "\(target[..<slash]).\(target[slash...]).passcurve-\(getpid())"
    let descriptor = open(staging, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o666)
    guard descriptor >= 0 else { throw Self.failure("cannot write \(shown)") }
    return (staging, descriptor)
  }

  /// Whether a file begins as ours do, or ends so where it is Parquet.
  private static func holds(_ content: Content, _ path: String) -> Bool {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var start = [UInt8](repeating: 0, count: SingleReport.start)
    let count = read(descriptor, &start, start.count)
    switch content {
    case .report: return SingleReport.isOurs(start: start.prefix(max(0, count)))
    case .kit: return PaperZip.isOurs(start: start.prefix(max(0, count)))
    case .counts: break
    }
    if start.starts(with: "PAR1".utf8) {
      var end = [UInt8](repeating: 0, count: 4096)
      let size = lseek(descriptor, 0, SEEK_END)
      let count = pread(descriptor, &end, end.count, max(0, size - off_t(end.count)))
      return TallyTable.isOurs(parquetEnd: end.prefix(max(0, count)))
    }
    let text = String(decoding: start.prefix(max(0, count)), as: UTF8.self)
    return text.hasPrefix(TallyTable.columns.joined(separator: ",") + "\n")
      || text.hasPrefix("run,benchmark,problem,sample,correct")
      || text.hasPrefix(HistoryExportCommand.columns.joined(separator: ",") + "\n")
      || text.hasPrefix("{\"\(TallyTable.columns[0])\":")
  }

  private static func real(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  private static func failure(_ what: String) -> ReportError {
    ReportError(
      .output, "\(what): \(String(cString: strerror(errno)))",
      remedy: "Make room, or name another file with -o FILE.")
  }
}
