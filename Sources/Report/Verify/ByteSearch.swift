import Glibc

extension Array where Element == UInt8 {
  /// Whether the bytes of `text` stand in these somewhere.
  func holds(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { wanted in
      withUnsafeBytes { bytes in
        guard let start = bytes.baseAddress, let first = wanted.baseAddress else { return false }
        var place = start
        let end = start + bytes.count
        while end - place >= wanted.count,
          let found = memchr(place, Int32(first[0]), end - place - wanted.count + 1)
        {
          if memcmp(found, first, wanted.count) == 0 { return true }
          place = UnsafeRawPointer(found) + 1
        }
        return false
      }
    }
  }
}

extension String {
  /// Whether `text` stands in it somewhere, byte by byte.
  func holds(_ text: String) -> Bool { Array(utf8).holds(text) }
}
