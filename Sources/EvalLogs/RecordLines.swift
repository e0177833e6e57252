/// Reads single lines of logs again, where they lie: for who has their offsets and wants their text.
package struct RecordLines: Sendable {
  private let locations: [String: [CChar]]

  package init(_ inputs: [InputFile]) {
    locations = Dictionary(inputs.map { ($0.path, $0.location) }, uniquingKeysWith: { a, _ in a })
  }

  /// The lines of a file that begin at the offsets, counted in bytes of the unpacked file, without
  /// their line feeds. Left out are those that the file does not have and those longer than `limit`.
  ///
  /// - Complexity: one pass up to the last offset.
  package func lines(
    of path: String, at offsets: some Sequence<Int>, atMost limit: Int = 1 << 20
  ) -> [Int: [UInt8]] {
    guard let location = locations[path], !location.isEmpty,
      let file = try? LogFile(path: path, rootName: "", location: location),
      file.container != .parquet, let stream = try? file.open(limits: ReadLimits())
    else { return [:] }
    var wanted = Set(offsets.filter { $0 >= 0 }).sorted()[...]
    var found: [Int: [UInt8]] = [:]
    var open: (offset: Int, bytes: [UInt8])?
    var position = 0
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 1)
    defer { buffer.deallocate() }
    while !wanted.isEmpty || open != nil {
      guard let got = try? stream.read(into: buffer), got > 0 else { break }
      var rest = buffer[..<got]
      while !rest.isEmpty {
        if open == nil {
          guard let next = wanted.first, next < position + got else { break }
          wanted.removeFirst()
          guard next - position >= rest.startIndex else { continue }
          rest = rest[(next - position)...]
          open = (next, [])
        }
        let end = rest.firstIndex(of: 0x0A) ?? rest.endIndex
        open?.bytes += rest[..<end]
        let isWhole = end < rest.endIndex
        rest = isWhole ? rest[(end + 1)...] : rest[end...]
        guard isWhole || (open?.bytes.count ?? 0) > limit else { break }
        if let line = open, line.bytes.count <= limit { found[line.offset] = line.bytes }
        open = nil
      }
      position += got
    }
    // The last line may have no feed.
    if let line = open, line.bytes.count <= limit { found[line.offset] = line.bytes }
    return found
  }
}
