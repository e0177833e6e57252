import Stats

@testable import EvalLogs

/// Files in memory that are read as a folder of logs is.
///
/// The input is a sign that chooses the options, then files: each its path, a line feed, its bytes;
/// between two files stands 0x1E, which no text of a log needs.
struct Logs {
  var options: ReadOptions
  var files: [(path: String, bytes: [UInt8])] = []

  static let betweenFiles: UInt8 = 0x1E

  /// - Parameter isOne: Whether all that follows the first path is one file's.
  init(_ bytes: [UInt8], isOne: Bool = false) {
    var input = Input(bytes)
    options = Self.options(input.byte())
    while !input.isAtEnd, files.count < 8 {
      let path = input.text(before: 0x0A)
      let bytes = isOne ? input.bytes : input.part(before: Self.betweenFiles)
      files.append((Self.usable(path), bytes))
      if isOne { break }
    }
  }

  init(_ path: String, _ bytes: [UInt8], _ options: ReadOptions = Self.options(0)) {
    self.options = options
    files = [(path, bytes)]
  }

  /// A path below a folder: parts that are not empty, nor lead out.
  private static func usable(_ path: String) -> String {
    let parts = path.split(separator: "/").filter { $0 != "." && $0 != ".." }
    return parts.isEmpty ? "a.jsonl" : parts.joined(separator: "/")
  }

  /// Small limits, so that what crosses them is found in small inputs.
  static var limits: ReadLimits {
    var limits = ReadLimits()
    limits.line = 1 << 18
    limits.document = 1 << 18
    limits.record = 1 << 14
    limits.name = 256
    limits.unpackedAlways = 1 << 20
    limits.unpackedRatio = 4
    return limits
  }

  static func options(_ sign: UInt8) -> ReadOptions {
    var options = ReadOptions(limits: limits)
    if sign & 1 != 0 { options.samples = Set(SampleColumn.allCases).subtracting([.offset]) }
    if sign & 2 != 0 { options.errors = sign & 64 != 0 ? .drop : .wrong }
    if sign & 4 != 0 { options.repeats = .pool }
    if sign & 8 != 0 { options.problemKey = .text }
    return options
  }

  /// The files, each with who reads it.
  var claimed: [EvalLogs.ClaimedFile] {
    files.compactMap { path, bytes in
      let file = try? LogFile(path: path, rootName: "root", bytes: bytes)
      return file.map { EvalLogs.ClaimedFile(claiming: $0, columns: options.columns) }
    }
  }

  /// Reads them, and holds all to the laws of every reading; what it came to, in words.
  @discardableResult
  func check() -> String {
    let claimed = claimed
    let words = Self.words(EvalLogs.read(claimed, options: options))
    same(words, Self.words(EvalLogs.read(claimed, options: options)), "two readings differ")
    return words
  }

  /// All that a reading holds.
  static func words(_ reading: Reading) -> String {
    var text = String(decoding: reading.table.csv(), as: UTF8.self)
    for row in reading.table.rows {
      law(!row.run.isEmpty && !row.problem.isEmpty, "a row without a run or a problem")
    }
    for issue in reading.issues {
      let shown = "\(issue)"
      law(shown.split(separator: "\n", omittingEmptySubsequences: false).count == 2, shown)
      law(!shown.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" }, "a control: \(shown)")
      text += "\(shown)\n"
    }
    for input in reading.inputs { text += "\(input.path) \(input.format ?? "-")\n" }
    for source in reading.sources { text += "\(source)\n" }
    for account in reading.accounts { text += "\(account)\n" }
    for headline in reading.headlines { text += "\(headline)\n" }
    for point in reading.training { text += "\(point)\n" }
    reading.samples.writeCSV { (bytes: [UInt8]) in text += String(decoding: bytes, as: UTF8.self) }
    return text
  }
}
