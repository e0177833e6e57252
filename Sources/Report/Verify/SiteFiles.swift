import Foundation
import Glibc

/// The files of a site, wherever they are.
struct SiteFiles: Sendable {
  /// Sorted, `/` between their parts.
  let paths: [String]
  private let known: Set<String>
  private let load: @Sendable (String) -> [UInt8]?

  func contains(_ path: String) -> Bool { known.contains(path) }
  /// `nil` where it cannot be read.
  func bytes(_ path: String) -> [UInt8]? { load(path) }

  /// Those of a site in memory.
  init(_ site: Site) {
    let files = site.files
    paths = files.keys.sorted()
    known = Set(paths)
    load = { files[$0] }
  }

  /// Those below a folder; links are files, and are not followed.
  init(folder: String) {
    paths = SiteWriter.contents(of: folder)
    known = Set(paths)
    load = { Self.read("\(folder)/\($0)") }
  }

  static func read(_ path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size) + 1)
    var count = 0
    while true {
      if count == bytes.count { bytes += [UInt8](repeating: 0, count: count) }
      let got = bytes.withUnsafeMutableBytes {
        Glibc.read(descriptor, $0.baseAddress.map { $0 + count }, $0.count - count)
      }
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { return nil }
      if got == 0 { break }
      count += got
    }
    bytes.removeLast(bytes.count - count)
    return bytes
  }
}
