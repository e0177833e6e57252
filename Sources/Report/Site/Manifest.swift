import EvalLogs
import Foundation

/// What a site's manifest.json says: that the folder is ours, what is in it, and what it was made
/// from. It holds no clock, user, host or output path, so that the same input gives the same bytes.
struct Manifest: Encodable {
  static let fileName = "manifest.json"

  struct File: Codable {
    let path: String
    let bytes: Int
    let sha256: String
  }

  struct Input: Encodable {
    let path: String
    let bytes: Int
    let format: String?
    let sha256: String?
  }

  var generator = "passcurve \(Version.current)"
  let schema = 1
  /// Of the canonical tally.
  let fingerprint: String
  let options: [String: String]
  let inputs: [Input]
  /// What is left out for the site's size, in words.
  var omitted: [String] = []
  /// Called so that `generator`, by which a folder is known as ours, stands near the beginning.
  let outputs: [File]
  /// Links of pages to what lies beside the site, and is not of it.
  var beside: [String]?

  /// Every file of a site that has no manifest yet.
  static func outputs(of site: Site, threads: Int) -> [File] {
    let files = site.sorted
    return parallelMap(files.count, threads: threads) { index in
      File(
        path: files[index].path, bytes: files[index].bytes.count,
        sha256: Fingerprint.of(files[index].bytes))
    }
  }

  /// The links to what lies beside the site that a manifest names.
  static func beside(in bytes: [UInt8]) -> Set<String> {
    struct Listed: Decodable { let beside: [String]? }
    return Set((try? JSONDecoder().decode(Listed.self, from: Data(bytes)))?.beside ?? [])
  }

  /// The paths that a manifest lists, itself among them; `nil` where the bytes are no manifest of
  /// ours.
  static func files(in bytes: [UInt8]) -> Set<String>? {
    outputs(in: bytes).map { Set($0.map(\.path) + [fileName]) }
  }

  /// The files that a manifest lists; `nil` where the bytes are no manifest of ours.
  static func outputs(in bytes: [UInt8]) -> [File]? {
    struct Listed: Decodable {
      let generator: String
      let outputs: [File]
    }
    guard let listed = try? JSONDecoder().decode(Listed.self, from: Data(bytes)),
      listed.generator.hasPrefix("passcurve")
    else { return nil }
    return listed.outputs
  }
}

/// The program's version, as every page and file names it.
package enum Version {
  package static let current = "0.1.0"
}
