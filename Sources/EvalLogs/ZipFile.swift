internal import CArchive
import Glibc

/// Files in one zip.
package enum ZipFile {
  /// The same bytes for the same files, wherever and whenever they are made. The first file is stored
  /// as it is, so that a zip can be told by its beginning; the others are deflated.
  ///
  /// - Returns: `nil` where there is no memory for it.
  package static func of(_ files: [(path: String, bytes: [UInt8])]) -> [UInt8]? {
    var texts: [UnsafeMutablePointer<CChar>?] = []
    var contents: [UnsafeMutableBufferPointer<UInt8>] = []
    defer {
      for text in texts { free(text) }
      for content in contents { content.deallocate() }
    }
    var members: [carchive_member] = []
    for file in files {
      texts.append(strdup(file.path))
      let content = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(1, file.bytes.count))
      _ = content.initialize(from: file.bytes)
      contents.append(content)
      members.append(
        carchive_member(
          path: texts[texts.count - 1], bytes: content.baseAddress, length: file.bytes.count))
    }
    var zip: UnsafeMutableRawPointer?
    var length = 0
    guard carchive_make_zip(members, members.count, &zip, &length) == 0 else { return nil }
    defer { free(zip) }
    return Array(UnsafeRawBufferPointer(start: zip, count: length))
  }
}
