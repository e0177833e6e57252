@testable import EvalLogs

extension Target {
  /// Logs in JSON through their adapters. Each line is also read by the quick pass and by the whole
  /// parser, and each file of lines once more with no line simple enough for the quick pass.
  static let jsonLines = Target(name: "jsonlines") { bytes in
    let logs = Logs(bytes)
    for (_, bytes) in logs.files {
      for line in bytes.split(separator: 0x0A).prefix(64) { LineCheck.check(Array(line)) }
    }
    let words = logs.check()
    var slow = logs.claimed
    for (index, file) in slow.enumerated() where file.file.isJSONLines {
      guard case .memory(let bytes) = file.file.location, file.file.container == .plain else {
        continue
      }
      let other = try? LogFile(
        path: file.file.path, rootName: "root", bytes: LineCheck.withoutSimpleLines(bytes))
      if let other { slow[index].file = other.withoutFirstBytes }
    }
    // A file's size stands in the account of inputs alone, which `words` leaves out.
    same(
      words, Logs.words(EvalLogs.read(slow, options: logs.options)),
      "the quick pass and the parser differ")
  }
}

/// The two readers of a line, held against each other.
enum LineCheck {
  private static let names = ["id", "passed", "score", "info", "naïve", "a\nb", "task_id"]
  nonisolated(unsafe) private static let quick = JSONReader(names: names)
  nonisolated(unsafe) private static let whole = JSONReader(names: names)

  /// What is behind a line must not matter, so the bytes there are all quotes.
  static func check(_ line: [UInt8]) {
    let bytes = line + [0x0A] + [UInt8](repeating: 0x22, count: JSONReader.padding)
    bytes.withUnsafeBytes { raw in
      let text = UnsafeRawBufferPointer(rebasing: raw[...line.count])
      guard let length = quick.readLine(text) else { return }
      law(length == line.count + 1, "the quick pass reads \(length) of \(line.count + 1)")
      let outcome = whole.read(.init(rebasing: text.dropLast()), capacity: raw.count)
      law(outcome == .object, "the quick pass reads what the parser finds \(outcome)")
      law(quick.found == whole.found, "found \(quick.found) for \(whole.found)")
      for (index, name) in names.enumerated() {
        same(words(quick, index), words(whole, index), name)
      }
    }
  }

  private static func words(_ reader: JSONReader, _ index: Int) -> String {
    if let object = reader.object(index) { return "object " + text(object) }
    guard case .list(let places) = reader.value(index) else { return words(reader.value(index)) }
    return places.map { place in
      if let object = reader.itemObject(place) { return "object " + text(object) }
      return words(reader.item(place)) + (reader.itemCount(place).map { " of \($0)" } ?? "")
    }.joined(separator: "; ")
  }

  private static func words(_ value: JSONValue) -> String {
    if case .text(let bytes) = value { return "text " + text(bytes) }
    return "\(value)"
  }

  private static func text(_ bytes: UnsafeRawBufferPointer) -> String {
    String(decoding: bytes, as: UTF8.self)
  }

  /// The same lines with one more field in front of each object, whose name is escaped: the quick
  /// pass takes no such name.
  static func withoutSimpleLines(_ bytes: [UInt8]) -> [UInt8] {
    let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 || byte == 0x0D }
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    return Array(
      lines.enumerated().map { index, line -> [UInt8] in
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let body = index == 0 && line.starts(with: mark) ? line.dropFirst(3) : line
        guard let open = body.firstIndex(where: { !isBlank($0) }), body[open] == 0x7B else {
          return Array(line)
        }
        let rest = body[(open + 1)...]
        let isEmpty = rest.first { !isBlank($0) } == 0x7D
        return line[...open] + Array(#""\u005f":null"#.utf8) + (isEmpty ? [] : [0x2C]) + rest
      }.joined(separator: [0x0A]))
  }
}
