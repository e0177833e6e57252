import Glibc

/// The mark of a folder that passcurve wrote.
package enum SiteManifest {
  package static let fileName = "manifest.json"

  /// Whether a folder holds our manifest: a `manifest.json`, no link, whose first 4 KiB name
  /// passcurve as the generator.
  package static func isOurs(_ folder: String) -> Bool {
    isOurs(folder.withCString(Array.init(cString:)))
  }

  /// - Parameter folder: A path, ended by a zero byte.
  package static func isOurs(_ folder: [CChar]) -> Bool {
    let path = folder.dropLast() + "/\(fileName)".utf8CString
    guard let stream = try? ByteStream(file: Array(path), .plain, limit: .max),
      let start = try? stream.prefix(4096, orLineUpTo: 4096)
    else { return false }
    let text = String(decoding: start.filter { $0 > 0x20 }, as: UTF8.self)
    return text.contains("\"generator\":\"passcurve")
  }
}

/// The mark of a report that is one file.
package enum SingleReport {
  /// Bytes at the beginning within which the mark stands.
  package static let start = 2048

  /// Whether a file that begins so is a report of ours.
  package static func isOurs(start bytes: some Sequence<UInt8>) -> Bool {
    String(decoding: Array(bytes), as: UTF8.self)
      .contains("<meta name=\"generator\" content=\"passcurve ")
  }

  /// - Parameter file: A path, ended by a zero byte.
  static func isOurs(file path: [CChar]) -> Bool {
    guard path.dropLast().suffix(5) == ".html".utf8CString.dropLast(),
      let stream = try? ByteStream(file: path, .plain, limit: .max),
      let bytes = try? stream.prefix(start, orLineUpTo: start)
    else { return false }
    return isOurs(start: bytes)
  }
}

extension Array where Element == CChar {
  /// A C string's bytes with the zero that ends them.
  init(cString: UnsafePointer<CChar>) {
    self.init(UnsafeBufferPointer(start: cString, count: strlen(cString) + 1))
  }
}
