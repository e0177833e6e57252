/// A finished site: every file's path below its folder, and its bytes.
package struct Site: Sendable {
  /// Paths use `/`, hold no `.` or `..`, and begin with no `/`.
  package private(set) var files: [String: [UInt8]] = [:]

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

  /// In the order of their paths.
  package var sorted: [(path: String, bytes: [UInt8])] {
    files.sorted { $0.key < $1.key }.map { (path: $0.key, bytes: $0.value) }
  }
}
