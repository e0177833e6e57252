import Synchronization

/// How much of all logs has been read so far, from any thread. Files that are read twice count once:
/// no log counts for more than its size.
final class ReadMeter: Sendable {
  private let total: ReadTotal
  private let size: Int
  private let read = Atomic(0)

  /// - Parameter size: Bytes of the log's files.
  init(_ total: ReadTotal, size: Int) {
    self.total = total
    self.size = size
  }

  func add(_ bytes: Int) {
    let before = read.wrappingAdd(bytes, ordering: .relaxed).oldValue
    let more = min(size, before + bytes) - min(size, before)
    if more > 0 { total.add(files: 0, bytes: more) }
  }

  /// The log is read, or needed not be.
  func finish(files: Int) {
    let before = read.exchange(size, ordering: .relaxed)
    total.add(files: files, bytes: max(0, size - before))
  }

  /// Where one open file stands.
  struct Place {
    private let meter: ReadMeter
    private var offset = 0

    init(_ meter: ReadMeter) { self.meter = meter }

    mutating func move(to offset: Int) {
      guard offset > self.offset else { return }
      meter.add(offset - self.offset)
      self.offset = offset
    }
  }
}

/// The sum over all logs, told as it grows, one call at a time.
final class ReadTotal: Sendable {
  private let files: Int
  private let bytes: Int
  private let done = Mutex((files: 0, bytes: 0))
  private let report: @Sendable (Progress) -> Void

  init(files: Int, bytes: Int, report: @escaping @Sendable (Progress) -> Void) {
    self.files = files
    self.bytes = bytes
    self.report = report
  }

  func add(files: Int, bytes: Int) {
    done.withLock {
      $0.files += files
      $0.bytes += bytes
      report(
        Progress(
          filesDone: $0.files, files: self.files, bytesDone: $0.bytes, bytes: self.bytes))
    }
  }
}
