import Stats

@testable import EvalLogs
@testable import History
@testable import Report

extension Target {
  /// Tables of counts and of samples, CSV, the texts of numbers, and the history's packing.
  static let tables = Target(name: "tables") { bytes in
    var input = Input(bytes)
    switch input.byte() {
    case UInt8(ascii: "f"): TableCheck.fields(input)
    case UInt8(ascii: "n"): NumberCheck.check(input)
    case UInt8(ascii: "p"): HistoryCheck.unpack(input)
    case UInt8(ascii: "t"): TableCheck.counts(input)
    case UInt8(ascii: "s"): TableCheck.samples(input.bytes)
    default: TableCheck.rows(Logs(bytes))
    }
  }
}

enum TableCheck {
  /// Counts read from a file, written and read again are the same.
  static func rows(_ logs: Logs) {
    logs.check()
    let reading = EvalLogs.read(logs.claimed, options: logs.options)
    again(reading.table)
  }

  /// The table as CSV and as JSON lines, read again.
  private static func again(_ table: TallyTable) {
    let csv = String(decoding: table.csv(), as: UTF8.self)
    for (path, bytes) in [("a.csv", table.csv()), ("a.jsonl", table.jsonLines())] {
      let logs = Logs(path, bytes, options)
      let back = EvalLogs.read(logs.claimed, options: logs.options)
      // A table without rows is a file without samples.
      if table.rows.isEmpty { continue }
      same(String(decoding: back.table.csv(), as: UTF8.self), csv, "\(path): \(back.issues)")
      law(back.issues.allSatisfy { Self.areOfContent.contains($0.code) }, "\(back.issues)")
    }
  }

  /// Issues that a table has wherever it comes from.
  private static let areOfContent: Set<LogIssue.Code> = [.unpairedProblems]

  private static var options: ReadOptions {
    var limits = ReadLimits()
    limits.line = 1 << 24
    return ReadOptions(limits: limits)
  }

  /// A table of any names and counts, through files and through the history.
  static func counts(_ input: Input) {
    var input = input
    var rows: [TallyTable.Row] = []
    while !input.isAtEnd, rows.count < 12 {
      let sizes = (input.byte(), input.byte(), input.byte())
      let n = Int(sizes.0) << (sizes.2 & 31)
      let c = n == 0 ? 0 : Int(sizes.1) % (n + 1)
      let names = (0..<5).map { _ in input.text(before: 0x1E) }
      guard !names[0].isEmpty, !names[2].isEmpty else { continue }
      rows.append(
        TallyTable.Row(
          run: names[0], benchmark: names[1], problem: names[2],
          // Without a sample there is one that is missing.
          tally: Tally(correct: c, of: n, missing: Int(sizes.2 >> 5) + (n == 0 ? 1 : 0)),
          truncated: sizes.1 & 1 == 0 ? nil : Int(sizes.1 >> 1),
          group: names[3].isEmpty ? nil : names[3], variant: names[4].isEmpty ? nil : names[4]))
    }
    let table = TallyTable(rows)
    again(table)
    HistoryCheck.pack(table)
  }

  /// A table of samples, written and read again, gives the same counts.
  static func samples(_ bytes: [UInt8]) {
    var logs = Logs(bytes)
    logs.options.samples = Set(SampleColumn.allCases)
    let reading = EvalLogs.read(logs.claimed, options: logs.options)
    var csv: [UInt8] = []
    reading.samples.writeCSV { (bytes: [UInt8]) in csv += bytes }
    // Counts have no samples to write, and a path is a name of another file's.
    let isWhole =
      reading.samples.count
      == reading.table.rows.reduce(0) { $0 + $1.tally.samples + $1.tally.missing }
    guard isWhole, !reading.table.rows.isEmpty else { return }
    let back = Logs("a.csv", csv, options)
    let again = EvalLogs.read(back.claimed, options: back.options)
    for (one, other) in zip(reading.table.rows, again.table.rows) {
      law(one.tally == other.tally, "\(one) became \(other): \(again.issues)")
    }
    law(reading.table.rows.count == again.table.rows.count, "rows: \(again.issues)")
  }

  /// Fields of any text in a table, read again: rows end in 0x1D, fields in 0x1E.
  static func fields(_ input: Input) {
    var input = input
    let width = Int(input.byte() % 4) + 2
    var table = CSVTable((0..<width).map { "c\($0)" })
    var rows: [[String]] = []
    while !input.isAtEnd, rows.count < 32 {
      var row = Input(input.part(before: 0x1D))
      rows.append((0..<width).map { _ in row.text(before: 0x1E) })
      table.append(rows[rows.count - 1])
    }
    let sink = SampleSink(
      path: "a.csv", name: LogName(path: "a.csv", rootName: "root"), options: options)
    guard let file = try? LogFile(path: "a.csv", rootName: "root", bytes: Array(table.text.utf8)),
      let lines = sink.lines(of: file)
    else { fatalError("no file") }
    let reader = CSVReader(lines, sink: sink)
    law(reader.next(), "no header")
    for (place, row) in rows.enumerated() {
      law(reader.next(), "row \(place) of \(rows.count) is missing")
      law(reader.fields.count == width, "row \(place) has \(reader.fields.count) fields")
      for (field, text) in zip(reader.fields, row) {
        same(String(decoding: field, as: UTF8.self), text, "a field of row \(place)")
      }
    }
    law(!reader.next() && sink.issues.isEmpty, "\(sink.issues)")
  }
}

/// A number in a file reads back as it was, or as its limit outward.
enum NumberCheck {
  static func check(_ input: Input) {
    var input = input
    while !input.isAtEnd {
      let bits = input.number()
      let value = Double(bitPattern: bits)
      check(value)
      // Most bit patterns are far from 1; numbers of reports are not.
      check(Double(bits >> 11) / 0x1p53)
      check(Double(Int64(bitPattern: bits) >> 32) / 997)
    }
  }

  private static func check(_ value: Double) {
    guard value.isFinite else {
      law(NumberText.quantity(value) == "", "\(value) as text")
      return
    }
    let text = NumberText.shortest(value)
    law(Double(text) == value, "\(value) as \(text)")
    law(!text.hasSuffix(".0") && (value != 0 || text == "0"), "\(value) as \(text)")
    let lower = NumberText.lowerQuantity(value)
    let upper = NumberText.upperQuantity(value)
    law(Double(lower).map { $0 <= value } == true, "\(value) as lower limit \(lower)")
    law(Double(upper).map { $0 >= value } == true, "\(value) as upper limit \(upper)")
    if abs(value) <= 1 {
      let (lower, upper) = (NumberText.lower(value), NumberText.upper(value))
      law(Double(lower).map { $0 <= value && value - $0 < 3e-10 } == true, "\(value): \(lower)")
      law(Double(upper).map { $0 >= value && $0 - value < 3e-10 } == true, "\(value): \(upper)")
      law(lower != "-0" && upper != "-0", "\(value)")
    }
    guard abs(value) < 1e9 else { return }
    for decimals in 0...6 {
      let text = NumberText.fixed(value, decimals: decimals)
      var step = 1.0
      for _ in 0..<decimals { step /= 10 }
      law(
        Double(text).map { abs($0 - value) <= step * 0.5000001 + 4 * value.ulp } == true,
        "\(value) as \(text)")
    }
  }
}

/// What a history packs it unpacks the same, and bytes that it did not pack do no harm.
enum HistoryCheck {
  static func pack(_ table: TallyTable) {
    guard let all = try? PackedSeries.all(of: table) else { return }
    var rows: [TallyTable.Row] = []
    for series in all {
      guard let problems = Names.unpacked(series.problems),
        let back = PackedSeries.rows(
          series.key, problems: problems,
          groups: series.groups.isEmpty ? nil : Names.unpacked(series.groups),
          counts: series.counts)
      else { fatalError("broken law: what was packed is not unpacked") }
      rows += back
    }
    same(
      String(decoding: TallyTable(rows).csv(), as: UTF8.self),
      String(decoding: table.csv(), as: UTF8.self), "packed")
  }

  static func unpack(_ input: Input) {
    var input = input
    let shape = input.byte()
    let bytes = input.bytes
    if let names = Names.unpacked(bytes) {
      law(names.count <= bytes.count, "\(names.count) names in \(bytes.count) bytes")
      let again = Names.unpacked(Names.packed(names))
      law(again == names, "names packed again")
    }
    let problems = (0..<Int(shape & 15)).map { Optional("p\($0)") }
    let key = SeriesKey(run: "r", benchmark: "b")
    if let rows = PackedSeries.rows(key, problems: problems, groups: nil, counts: bytes) {
      law(rows.count == problems.count, "\(rows.count) rows of \(problems.count)")
      pack(TallyTable(rows))
    }
    var unpacker = Unpacker(bytes)
    let count = Int(shape)
    guard let values = unpacker.column(of: count) else { return }
    law(values.count == count, "\(values.count) numbers instead of \(count)")
    var packer = Packer()
    packer.append(column: values)
    var again = Unpacker(packer.bytes)
    law(again.column(of: count) == values && again.isAtEnd, "a column packed again")
  }
}
