import Glibc

extension Array where Element == UInt8 {
  /// Whether the bytes of `text` stand in these somewhere.
  func holds(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { wanted in
      withUnsafeBytes { bytes in
        guard let start = bytes.baseAddress, let first = wanted.baseAddress else { return false }
        return memmem(start, bytes.count, first, wanted.count) != nil
      }
    }
  }
}

extension String {
  /// Whether `text` stands in it somewhere, byte by byte.
  func holds(_ text: String) -> Bool { Array(utf8).holds(text) }
}
