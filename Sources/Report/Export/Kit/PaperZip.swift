import EvalLogs

/// A paper kit as one zip, known as ours by the manifest that stands stored at its beginning.
package enum PaperZip {
  /// How much of a file tells whether it is a kit of ours.
  package static let start = 4096

  /// - Throws: `ReportError` where there is no memory for it.
  package static func bytes(_ kit: Site) throws(ReportError) -> [UInt8] {
    let files =
      kit.sorted.filter { $0.path == Manifest.fileName }
      + kit.sorted.filter { $0.path != Manifest.fileName }
    guard let zip = ZipFile.of(files) else {
      throw ReportError(.output, "there is no memory for the zip")
    }
    return zip
  }

  package static func isOurs(start: some Sequence<UInt8>) -> Bool {
    let text = String(decoding: Array(start), as: UTF8.self)
    return text.hasPrefix("PK\u{3}\u{4}") && text.contains(Manifest.fileName)
      && text.contains("\"generator\" : \"passcurve")
  }
}
