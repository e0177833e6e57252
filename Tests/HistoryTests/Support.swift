import EvalLogs
import Foundation
import Stats
import Testing

@testable import History

/// A new folder, gone when nothing holds it any more.
final class Place {
  let path: String

  init() throws {
    let template = FileManager.default.temporaryDirectory.path + "/passcurve-history-XXXXXX"
    var bytes = Array(template.utf8CString)
    try #require(mkdtemp(&bytes) != nil, "cannot make a temporary folder")
    path = String(decoding: bytes.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit {
    chmod(path, 0o700)
    try? FileManager.default.removeItem(atPath: path)
  }

  var store: String { path + "/h.sqlite" }

  func append() throws -> HistoryStore { try HistoryStore(path: store, mode: .append) }
  func read() throws -> HistoryStore { try HistoryStore(path: store, mode: .read) }
  func bytes(_ name: String = "h.sqlite") throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)"))
  }
  func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path) }
}

/// Counts that differ from night to night, the same every time.
func table(
  _ shift: Int = 0, runs: Int = 2, benchmarks: Int = 2, problems: Int = 5, samples: Int = 16
) -> TallyTable {
  var rows: [TallyTable.Row] = []
  for run in 0..<runs {
    for benchmark in 0..<benchmarks {
      for problem in 0..<problems {
        let correct = (problem &* 7919 &+ run &* 31 &+ benchmark &* 104_729 &+ shift &* 13)
        rows.append(
          TallyTable.Row(
            run: "run\(run)", benchmark: "b\(benchmark)", problem: "p\(problem)",
            tally: Tally(correct: abs(correct) % (samples + 1), of: samples)))
      }
    }
  }
  return TallyTable(rows)
}

func night(_ text: String) throws -> Night { try #require(Night(text)) }

func nightly(
  _ text: String, _ table: TallyTable = table(), name: String? = nil, link: String? = nil
) throws -> NightlySet {
  try NightlySet(
    night: try night(text), name: try name.map { try SetName($0) }, link: link, program: "0.1.0",
    table: table)
}

extension HistoryError {
  /// The error of a body, or nil where it has none.
  static func of(_ body: () throws -> Void) -> HistoryError? {
    do {
      try body()
      return nil
    } catch {
      return error as? HistoryError
    }
  }
}
