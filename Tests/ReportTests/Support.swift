import Foundation
import Stats

@testable import EvalLogs
@testable import Report

/// A small seeded generator (SplitMix64), so that random tests are the same every time.
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  init(_ seed: some BinaryInteger) { state = UInt64(seed) }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Names that try to break out of markup, of a file or of a folder, or to look alike.
let hostileNames = [
  "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "]]>--><!--", "'&amp;{{title}}",
  "a\u{0}b\u{1}c\u{7F}\u{85}\u{FFFE}", "../../etc/passwd", "two\r\nlines, \"quoted\"",
  "\u{202E}reversed", "👩‍👩‍👧‍👦 ✨", String(repeating: "very long ", count: 30), "\\end{document}}",
  "=cmd|' /C calc'!A0", "[a-z]*?", " blanks ", "שלום",
]

/// What one run did on a problem.
typealias Count = (correct: Int, samples: Int, missing: Int)

/// Rows of one run on one benchmark, its problems called `p1`, `p2`, …
func rows(
  _ run: String, _ benchmark: String = "maths", counts: [Count], variant: String? = nil
) -> [TallyTable.Row] {
  counts.enumerated().map { index, count in
    TallyTable.Row(
      run: run, benchmark: benchmark, problem: "p\(index + 1)",
      tally: Tally(correct: count.correct, of: count.samples, missing: count.missing),
      variant: variant)
  }
}

/// The same number of samples on every problem, and none missing.
func rows(
  _ run: String, _ benchmark: String = "maths", correct: [Int], of samples: Int,
  variant: String? = nil
) -> [TallyTable.Row] {
  rows(run, benchmark, counts: correct.map { ($0, samples, 0) }, variant: variant)
}

extension Reading {
  /// As if rows had been read from files.
  init(
    _ rows: [TallyTable.Row], duplicates: Int = 0, issues: [LogIssue] = [],
    inputs: [InputFile] = []
  ) {
    let table = TallyTable(rows)
    var groups: [String: [TallyTable.Row]] = [:]
    for row in table.rows {
      groups["\(row.run)\u{0}\(row.variant ?? "\u{1}")\u{0}\(row.benchmark)", default: []]
        .append(row)
    }
    let sources = groups.sorted { $0.key < $1.key }.map { _, rows in
      Source(
        run: rows[0].run, variant: rows[0].variant, benchmark: rows[0].benchmark,
        files: ["a.jsonl"], formats: ["plain"], counts: rows, duplicates: duplicates,
        truncated: nil)
    }
    self.init(table: table, issues: issues, inputs: inputs, sources: sources)
  }
}

func study(
  _ rows: [TallyTable.Row], _ settings: Settings = Settings(),
  problemMaps: [String: [String: String]] = [:]
) throws -> Study {
  try Study(Reading(rows), settings, problemMaps: problemMaps)
}

func results(_ rows: [TallyTable.Row], _ settings: Settings = Settings()) throws -> Results {
  Results(try study(rows, settings), settings)
}

func edition(_ rows: [TallyTable.Row], _ settings: Settings = Settings()) throws -> Edition {
  try Pipeline.edition(Reading(rows), settings)
}

func site(_ rows: [TallyTable.Row], _ settings: Settings = Settings()) throws -> Site {
  try Pipeline.site(try edition(rows, settings))
}

func settings(_ yaml: String = "", _ change: (inout Settings) -> Void = { _ in }) throws
  -> Settings
{
  var settings = Settings()
  settings.config = try Config(yaml: yaml, path: "passcurve.yaml")
  settings.ks = settings.config.ks
  settings.level = settings.config.level ?? settings.level
  change(&settings)
  return settings
}

/// The error that `work` ends with.
func failure(_ work: () throws -> Void) -> ReportError? {
  do {
    try work()
    return nil
  } catch {
    return error as? ReportError
  }
}

extension Site {
  func text(_ path: String) -> String { String(decoding: files[path] ?? [], as: UTF8.self) }

  var pages: [String] { files.keys.filter { $0.hasSuffix(".html") }.sorted() }

  func table(_ name: String) throws -> ReadTable {
    try ReadTable(csv: files["data/\(name).csv"] ?? [])
  }
}

/// A table as read from a file by a reader that shares nothing with the writer.
struct ReadTable {
  struct Fault: Error { let reason: String }

  let header: [String]
  let rows: [[String]]

  private init(header: [String], rows: [[String]]) {
    (self.header, self.rows) = (header, rows)
  }

  init(csv bytes: [UInt8]) throws {
    var records: [[[UInt8]]] = []
    var record: [[UInt8]] = []
    var field: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == 0x22 {
        guard field.isEmpty else { throw Fault(reason: "a quote within a plain field") }
        index += 1
        while true {
          guard index < bytes.count else { throw Fault(reason: "a quote without an end") }
          if bytes[index] == 0x22 {
            guard index + 1 < bytes.count, bytes[index + 1] == 0x22 else { break }
            index += 1
          }
          field.append(bytes[index])
          index += 1
        }
        index += 1
        guard index < bytes.count, bytes[index] == 0x2C || bytes[index] == 0x0A else {
          throw Fault(reason: "text after a quoted field")
        }
      } else if bytes[index] == 0x2C || bytes[index] == 0x0A {
        record.append(field)
        field = []
        if bytes[index] == 0x0A {
          records.append(record)
          record = []
        }
        index += 1
      } else {
        guard bytes[index] != 0x0D else { throw Fault(reason: "a bare carriage return") }
        field.append(bytes[index])
        index += 1
      }
    }
    guard field.isEmpty, record.isEmpty else { throw Fault(reason: "no line feed at the end") }
    let text = records.map { $0.map { String(decoding: $0, as: UTF8.self) } }
    guard let first = text.first else { throw Fault(reason: "no header") }
    guard text.allSatisfy({ $0.count == first.count }) else { throw Fault(reason: "ragged") }
    header = first
    rows = Array(text.dropFirst())
  }

  subscript(row: Int, column: String) -> String { rows[row][header.firstIndex(of: column)!] }

  /// The rows with that value in the column.
  func only(_ name: String, _ value: String) -> ReadTable {
    let index = header.firstIndex(of: name)!
    return ReadTable(header: header, rows: rows.filter { $0[index] == value })
  }

  func column(_ name: String) -> [String] {
    let index = header.firstIndex(of: name)!
    return rows.map { $0[index] }
  }
}

/// A folder that is removed with its last reference.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "passcurve-\(UUID())")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.resolvingSymlinksInPath().path()
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ text: String = "text\n") throws {
    let url = URL(filePath: path + "/" + name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  /// Every file below a folder with its bytes.
  func contents(_ below: String = "") throws -> [String: [UInt8]] {
    let root = below.isEmpty ? path : "\(path)/\(below)"
    var result: [String: [UInt8]] = [:]
    for name in FileManager.default.enumerator(atPath: root)?.allObjects as? [String] ?? [] {
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: "\(root)/\(name)", isDirectory: &isFolder)
      if !isFolder.boolValue {
        result[name] = Array(try Data(contentsOf: URL(filePath: "\(root)/\(name)")))
      }
    }
    return result
  }

  /// Names directly in it, sorted.
  func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }
}
