import Glibc

/// A named stream of bytes, whatever the container: plain, gzip or Zstandard.
package struct LogFile: Sendable {
  /// How the bytes are kept; told from their first bytes, never from the name.
  package enum Container: Hashable, Sendable {
    case plain
    case gzip
    case zstd
    /// A table whose bytes are its rows as JSON lines; on disk only, as another program reads it.
    case parquet
  }

  enum Location: Sendable {
    case memory([UInt8])
    case disk([CChar])
  }

  /// Path below the root, `/` between its parts, repaired where it was no UTF-8.
  package let path: String
  /// What an empty name falls back to: PATH's last part, or the folder a given file lies in.
  package let rootName: String
  /// Size as it lies on disk, in bytes.
  package let size: Int
  package let container: Container
  /// The first unpacked bytes: at least the first line where that is at most `firstLineLimit`.
  /// Empty once a file is claimed.
  package private(set) var firstBytes: [UInt8]
  /// Of a Parquet table the names of its columns; else none.
  private(set) var columns: [String] = []
  let location: Location
  /// Why not even the first bytes can be unpacked, nil where they can.
  private(set) var fault: StreamFault?
  /// Told of bytes on disk as they are read; nil: nobody asks.
  private var meter: ReadMeter?

  /// The least that is read for a claim.
  static let firstBytesCount = 64 * 1024
  /// The most that is read for a claim.
  static let firstLineLimit = 8 * 1024 * 1024

  /// A file on disk; `location` is its real path, never through a link.
  init(path: String, rootName: String, location: [CChar]) throws(StreamFault) {
    try self.init(path: path, rootName: rootName, at: .disk(location))
  }

  /// A file in memory.
  init(path: String, rootName: String, bytes: [UInt8]) throws(StreamFault) {
    try self.init(path: path, rootName: rootName, at: .memory(bytes))
  }

  private init(path: String, rootName: String, at location: Location) throws(StreamFault) {
    self.path = path
    self.rootName = rootName
    self.location = location
    var magic: [UInt8] = []
    switch location {
    case .memory(let bytes):
      size = bytes.count
      magic = Array(bytes.prefix(4))
    case .disk(let name):
      let stream = try ByteStream(file: name, .plain, limit: .max)
      size = stream.sizeAtOpening ?? 0
      magic = try stream.prefix(4, orLineUpTo: 4)
    }
    container =
      if magic.starts(with: [0x1F, 0x8B]) {
        .gzip
      } else if magic == [0x28, 0xB5, 0x2F, 0xFD] {
        .zstd
      } else if magic == ParquetTable.magic {
        .parquet
      } else {
        .plain
      }
    firstBytes = []
    do throws(StreamFault) {
      guard container != .parquet else {
        (firstBytes, columns) = try Self.head(ofTable: location)
        return
      }
      let stream = try open(limits: ReadLimits())
      firstBytes = try stream.prefix(Self.firstBytesCount, orLineUpTo: Self.firstLineLimit)
      if container == .gzip, firstBytes.starts(with: magic) {
        // A file that ends within its header is given back packed as it is.
        firstBytes = []
        fault = StreamFault(code: .truncatedArchive, detail: "it ends within its header")
      }
    } catch {
      fault = error
    }
  }

  /// The whole stream from its start.
  ///
  /// - Parameter fields: What is wanted of a Parquet table, which is all that is read of it then;
  ///   nil, or none: all its columns. Of other files all is read.
  func open(
    limits: ReadLimits, fields: [ParquetTable.Field]? = nil
  ) throws(StreamFault) -> ByteStream {
    switch container {
    case .plain: try open(.plain, limits)
    case .gzip, .zstd: try open(.packed, limits)
    case .parquet:
      try open(
        .table(ParquetTable(limits: limits), fields.flatMap { $0.isEmpty ? nil : $0 }), limits)
    }
  }

  private static func head(
    ofTable location: Location
  ) throws(StreamFault) -> (line: [UInt8], names: [String]) {
    let limits = ReadLimits()
    guard case .disk(let name) = location else {
      throw StreamFault(code: .unreadableFile, detail: "a Parquet table is read from disk only")
    }
    let table = try ParquetTable(limits: limits)
    return try ByteStream(file: name, .plain, limit: .max).withDescriptor {
      (descriptor) throws(StreamFault) in try table.firstLine(of: descriptor)
    }
  }

  /// The file as a zip before its first member. Compressed once more it is read in order.
  func openZip(limits: ReadLimits) throws(StreamFault) -> ByteStream {
    try open(.zip, limits)
  }

  private func open(
    _ packing: ByteStream.Packing, _ limits: ReadLimits
  ) throws(StreamFault) -> ByteStream {
    let limit = max(limits.unpackedAlways, size.multipliedOrMax(by: limits.unpackedRatio))
    switch location {
    case .memory(let bytes):
      return try ByteStream(memory: bytes, packing, limit: limit)
    case .disk(let name):
      return try ByteStream(file: name, packing, limit: limit, meter: meter)
    }
  }

  /// The same file without the bytes only a claim needs.
  var withoutFirstBytes: LogFile {
    var file = self
    file.firstBytes = []
    return file
  }

  /// The same file, whose reading is told of.
  func metered(_ meter: ReadMeter) -> LogFile {
    var file = self
    file.meter = meter
    return file
  }

  /// The path's last part.
  package var name: Substring { path.split(separator: "/").last ?? "" }

  /// The name's ending below its compression suffix, lower case: "jsonl" of `a.jsonl.gz`.
  var kind: String {
    let bare = FileStem.withoutCompression(name)
    guard let dot = bare.lastIndex(of: ".") else { return "" }
    return bare[bare.index(after: dot)...].lowercased()
  }

  var isJSONLines: Bool {
    container == .parquet || ["jsonl", "ndjson", "jsonlines"].contains(kind)
  }
  var isCSV: Bool { container != .parquet && kind == "csv" }
}

extension Int {
  fileprivate func multipliedOrMax(by factor: Int) -> Int {
    let (product, overflow) = multipliedReportingOverflow(by: factor)
    return overflow ? .max : product
  }
}

extension ByteStream {
  /// The first `count` bytes, or more up to the first line feed, at most `most`. What a fault
  /// leaves readable is given, unless nothing is.
  func prefix(_ count: Int, orLineUpTo most: Int) throws(StreamFault) -> [UInt8] {
    var bytes: [UInt8] = []
    let chunk = UnsafeMutableRawBufferPointer.allocate(
      byteCount: Swift.min(most, 64 * 1024), alignment: 16)
    defer { chunk.deallocate() }
    var hasLine = false
    while bytes.count < most && (bytes.count < count || !hasLine) {
      var got = 0
      do throws(StreamFault) {
        got = try read(into: chunk)
      } catch {
        if bytes.isEmpty { throw error }
        return bytes
      }
      if got == 0 { break }
      hasLine = hasLine || memchr(chunk.baseAddress!, 0x0A, got) != nil
      bytes += chunk[..<got]
    }
    return bytes
  }
}
