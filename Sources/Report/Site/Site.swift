/// A finished site: every file's path below its folder, and its bytes.
package struct Site: Sendable {
  /// Paths use `/`, hold no `.` or `..`, and begin with no `/`.
  package private(set) var files: [String: [UInt8]] = [:]

  /// What is to be said of it beside: claims that the data do not bear.
  package var notes: [String] = []

  /// Links of its pages, as they are written, to what lies beside it and is not of it.
  package var beside: Set<String> = []

  package init() {}

  /// Adds a file. Two files of one path are a fault of the program.
  package mutating func add(_ path: String, _ bytes: [UInt8]) {
    precondition(
      !path.isEmpty && !path.hasPrefix("/") && !path.split(separator: "/").contains(".."))
    precondition(files.updateValue(bytes, forKey: path) == nil, "two files are called \(path)")
  }

  package mutating func add(_ path: String, _ text: String) { add(path, Array(text.utf8)) }

  /// Bytes of all files together.
  package var size: Int { files.values.reduce(0) { $0 + $1.count } }

  /// Of a large site how large it is beside what was read, and what weighs: "1,542 files, 19.3 MB,
  /// 25.9 times what was read; the largest: report.json (4.0 MB)". `nil` of another.
  package func extent(reading inputs: Int) -> String? {
    guard size > SingleFile.large, inputs > 0 else { return nil }
    let ratio = NumberText.fixed(Double(size) / Double(inputs), decimals: 1)
    return
      "\(Phrase.count(files.count, "file")), \(SingleFile.megabytes(size)), \(ratio) times what was read; the largest: \(largest)"
  }

  /// The three largest files, in words.
  package var largest: String {
    let largest = files.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
    return largest.prefix(3).map { "\($0.key) (\(SingleFile.megabytes($0.value.count)))" }
      .joined(separator: ", ")
  }

  /// In the order of their paths.
  package var sorted: [(path: String, bytes: [UInt8])] {
    files.sorted { $0.key < $1.key }.map { (path: $0.key, bytes: $0.value) }
  }
}
