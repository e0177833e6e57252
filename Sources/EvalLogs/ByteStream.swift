internal import CArchive
internal import CUnpack
import Glibc

/// Why a stream ended before its time.
struct StreamFault: Error, Hashable, Sendable {
  let code: LogIssue.Code
  let detail: String
}

/// The bytes of one file from first to last, unpacked where it is compressed; of a zip those of one
/// member after the other.
///
/// Memory is bounded by the reader's own buffer; what is unpacked is bounded by `limit`.
final class ByteStream {
  /// What the bytes on disk are taken for.
  enum Packing {
    case plain
    /// Compressed as a whole.
    case packed
    /// A zip: nothing is read before `nextMember`.
    case zip
    /// A Parquet table: its rows as JSON lines; nil: with all columns.
    case table(ParquetTable, [ParquetTable.Field]?)
  }

  private enum Source {
    case memory([UInt8], at: Int)
    case plain
    case packed(OpaquePointer)
    case zip(OpaquePointer)
    case table(ChildProcess)
  }

  private var source: Source
  private let descriptor: Int32
  private let held: UnsafeMutableRawPointer?
  private let limit: Int
  private var meter: ReadMeter.Place?
  /// Bytes handed out so far.
  private(set) var count = 0
  /// The size of an open file when it was opened; nil for memory.
  let sizeAtOpening: Int?

  /// A stream of bytes in memory.
  init(memory bytes: [UInt8], _ packing: Packing, limit: Int) throws(StreamFault) {
    descriptor = -1
    sizeAtOpening = nil
    self.limit = limit
    meter = nil
    if case .plain = packing {
      source = .memory(bytes, at: 0)
      held = nil
      return
    }
    if case .table = packing {
      source = .memory([], at: 0)
      held = nil
      throw StreamFault(code: .unreadableFile, detail: "a Parquet table is read from disk only")
    }
    let copy = UnsafeMutableRawPointer.allocate(byteCount: max(bytes.count, 1), alignment: 16)
    copy.copyMemory(from: bytes, byteCount: bytes.count)
    held = copy
    source = .memory([], at: 0)
    switch packing {
    case .zip: try openZip { carchive_open_zip_memory(copy, bytes.count, &$0) }
    default: try openPacked(cunpack_open_memory(copy, bytes.count))
    }
  }

  /// A stream of a regular file; links are not followed.
  init(
    file path: [CChar], _ packing: Packing, limit: Int, meter: ReadMeter? = nil
  ) throws(StreamFault) {
    self.limit = limit
    self.meter = meter.map { ReadMeter.Place($0) }
    held = nil
    source = .plain
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else {
      sizeAtOpening = nil
      throw StreamFault(code: .unreadableFile, detail: Self.reason(errno))
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      sizeAtOpening = nil
      throw StreamFault(code: .unreadableFile, detail: "it is not a regular file")
    }
    sizeAtOpening = Int(status.st_size)
    switch packing {
    case .plain: break
    case .packed: try openPacked(cunpack_open_descriptor(descriptor))
    case .zip:
      let descriptor = descriptor
      try openZip { carchive_open_zip_descriptor(descriptor, &$0) }
    case .table(let table, let fields):
      source = .table(try table.rows(fields, of: descriptor))
    }
  }

  deinit {
    switch source {
    case .packed(let handle): cunpack_close(handle)
    case .zip(let handle): carchive_close(handle)
    case .memory, .plain, .table: break
    }
    if descriptor >= 0 { close(descriptor) }
    held?.deallocate()
  }

  /// How many bytes are to come, where that is known beforehand: not of packed ones.
  var plainSize: Int? {
    switch source {
    case .memory(let bytes, _): bytes.count
    case .plain: sizeAtOpening
    case .packed, .zip, .table: nil
    }
  }

  /// Hands out the open file; -1 for memory.
  func withDescriptor<Result>(
    _ body: (Int32) throws(StreamFault) -> Result
  ) throws(StreamFault) -> Result {
    try body(descriptor)
  }

  /// Whether the file grew or shrank since it was opened.
  var sizeChanged: Bool {
    var status = stat()
    guard let sizeAtOpening, fstat(descriptor, &status) == 0 else { return false }
    return Int(status.st_size) != sizeAtOpening
  }

  /// Moves to a zip's next member, in the order they lie in the file; its name, which is not to be
  /// trusted, or nil at the end.
  func nextMember() throws(StreamFault) -> String? {
    guard case .zip(let handle) = source else { return nil }
    var name: UnsafePointer<CChar>?
    let code = carchive_next(handle, &name)
    guard code >= 0 else { throw Self.fault(ofZip: handle) }
    return code == 0 ? nil : name.map { String(cString: $0) } ?? ""
  }

  /// Fills the buffer from its start with up to its size in bytes; 0 only at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(StreamFault) -> Int {
    var got = 0
    switch source {
    case .memory(let bytes, let at):
      got = min(buffer.count, bytes.count - at)
      bytes.withUnsafeBytes { buffer.copyMemory(from: .init(rebasing: $0[at..<(at + got)])) }
      source = .memory(bytes, at: at + got)
    case .plain:
      repeat {
        got = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      } while got < 0
        && errno == EINTR
      guard got >= 0 else {
        throw StreamFault(code: .unreadableFile, detail: Self.reason(errno))
      }
    case .packed(let handle):
      got = cunpack_read(handle, buffer.baseAddress, room(in: buffer))
      guard got >= 0 else { throw Self.fault(of: handle) }
      try checkLimit(got)
    case .zip(let handle):
      got = carchive_read(handle, buffer.baseAddress, room(in: buffer))
      guard got >= 0 else { throw Self.fault(ofZip: handle) }
      try checkLimit(got)
    case .table(let child):
      do {
        got = try child.read(into: .init(rebasing: buffer[..<room(in: buffer)]))
      } catch {
        throw ParquetTable.fault(error)
      }
      try checkLimit(got)
    }
    count += got
    // Where the file stands is how much of it was read, whatever it unpacks to.
    meter?.move(to: lseek(descriptor, 0, SEEK_CUR))
    return got
  }

  /// Our own words, which no locale changes.
  private static func reason(_ code: Int32) -> String {
    switch code {
    case EACCES, EPERM: "permission denied"
    case ENOENT: "no such file"
    case ELOOP: "it is a link"
    case EIO: "input/output error"
    default: "system error \(code)"
    }
  }

  /// How much to ask for: one byte behind the limit, to know whether there is one.
  private func room(in buffer: UnsafeMutableRawBufferPointer) -> Int {
    min(buffer.count, max(limit - count, 1))
  }

  private func checkLimit(_ got: Int) throws(StreamFault) {
    guard got == 0 || count < limit else {
      throw StreamFault(code: .unpackedTooLarge, detail: "it unpacks to more than \(limit) bytes")
    }
  }

  private func openPacked(_ handle: OpaquePointer?) throws(StreamFault) {
    guard let handle else { throw StreamFault(code: .unreadableFile, detail: "no memory") }
    source = .packed(handle)
  }

  private func openZip(_ open: (inout OpaquePointer?) -> CInt) throws(StreamFault) {
    var handle: OpaquePointer?
    let code = open(&handle)
    if let handle { source = .zip(handle) }
    if code != 0 { throw Self.fault(ofZip: handle) }
  }

  private static func fault(of handle: OpaquePointer) -> StreamFault {
    StreamFault(
      code: cunpack_is_cut(handle) == 1 ? .truncatedArchive : .corruptArchive,
      detail: String(cString: cunpack_error(handle)))
  }

  private static func fault(ofZip handle: OpaquePointer?) -> StreamFault {
    let text = String(cString: carchive_error(handle))
    let cut = text.contains("runcated") || text.contains("remature")
    return StreamFault(code: cut ? .truncatedArchive : .corruptArchive, detail: text)
  }

  /// Bytes packed as "gzip" or "zstd"; nil where that fails. Tests make their own files with it.
  static func packed(_ filter: String, _ bytes: [UInt8]) -> [UInt8]? {
    var packed = [UInt8](repeating: 0, count: 2 * bytes.count + 65_536)
    let count = packed.withUnsafeMutableBytes { room in
      bytes.withUnsafeBytes {
        carchive_pack(filter, $0.baseAddress, $0.count, room.baseAddress, room.count)
      }
    }
    return count < 0 ? nil : Array(packed.prefix(count))
  }
}
