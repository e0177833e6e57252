import ArgumentParser
import EvalLogs
import History
import Report

/// Counts out of the history again.
struct HistoryExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a set's counts, with the bytes of the tally that was added.",
    usage: "passcurve history export [--set <set> | --all] [-o <file>] [<options>]",
    discussion: """
      Example: passcurve history export --set release-1.2 -o release.csv

      The file is a tally: every command reads it.
      """)

  @OptionGroup var place: StoreOption

  @Option(
    help: ArgumentHelp(
      "Which set: last, a night, a name, or the first 8 digits of a fingerprint.", valueName: "set")
  )
  var set = "last"

  @Flag(help: "All sets in one csv, each row after its night and fingerprint.")
  var all = false

  @Option(help: "csv, jsonl or parquet; the last needs DuckDB's program, pip install duckdb-cli.")
  var format = CountsFormat.csv

  @Option(
    name: [.short, .customLong("output")],
    help: ArgumentHelp("The file to write; - is standard output.", valueName: "file"))
  var output = "-"

  func validate() throws {
    try format.validate(output: output)
    guard all else { return }
    if format != .csv { throw ValidationError("--all writes csv, not \(format.rawValue).") }
    if set != "last" { throw ValidationError("--all has every set: leave --set away.") }
  }

  func run() throws {
    do {
      let selector = try SetSelector(parsing: set)
      let store = try place.reading()
      let chosen = all ? try store.sets() : [try store.set(selector)]
      let target = try CountsTarget(output, format, inputs: [place.store])
      guard all else { return try target.write(try store.counts(of: chosen[0].id)) }
      try target.write { body in
        try body(Array((Self.columns.joined(separator: ",") + "\n").utf8))
        for set in chosen { try body(Self.rows(of: set, try store.counts(of: set.id))) }
      }
    } catch let error as HistoryError {
      throw Failure(error)
    } catch let error as ReportError {
      throw Failure(error)
    }
  }

  static let columns = ["night", "fingerprint"] + TallyTable.columns

  /// A set's rows, without a header.
  private static func rows(of set: StoredSet, _ table: TallyTable) -> [UInt8] {
    let start = Array("\(set.night),\(set.fingerprint),".utf8)
    var bytes: [UInt8] = []
    var (isHeader, isQuoted, isStart) = (true, false, true)
    for byte in table.csv() {
      if isStart && !isHeader { bytes += start }
      isStart = false
      if !isHeader { bytes.append(byte) }
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if byte == UInt8(ascii: "\n") && !isQuoted { (isHeader, isStart) = (false, true) }
    }
    return bytes
  }
}
