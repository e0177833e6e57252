import Foundation
import Stats
import Testing

@testable import EvalLogs
@testable import Report

/// Five releases of one leaderboard (HuanzhiMao/BFCL-Result, July and August 2024: 43 models on 12
/// categories, one sample a problem), some of it without a licence and so no part of the project:
/// where it lies beside it (`../shared/data/real`, or the folder that PASSCURVE_PUBLISHED_DATA
/// names), each is held against the one before; where not, the test says that it checked nothing.
struct DatedBoardsTests {
  private struct Line: Decodable {
    let date: String
    let model: String
    let category: String
    let total: Int
    let failed_ids: [Int]
  }

  private static func boards() throws -> [(date: String, table: TallyTable)]? {
    let beside = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().appending(path: "../../../../shared/data/real").standardized
    let folder =
      ProcessInfo.processInfo.environment["PASSCURVE_PUBLISHED_DATA"] ?? beside.path()
    let path = "\(folder)/bfcl-dated-boards/scores_43models_5dates.jsonl"
    guard let data = FileManager.default.contents(atPath: path) else {
      print("not checked, as it is not there: \(path)")
      return nil
    }
    var rows: [String: [TallyTable.Row]] = [:]
    for line in data.split(separator: UInt8(ascii: "\n")) {
      let line = try JSONDecoder().decode(Line.self, from: Data(line))
      let failed = Set(line.failed_ids)
      rows[line.date, default: []] += (1...line.total).map {
        TallyTable.Row(
          run: line.model, benchmark: line.category, problem: String($0),
          tally: Tally(correct: failed.contains($0) ? 0 : 1, of: 1))
      }
    }
    return rows.sorted { $0.key < $1.key }.map { ($0.key, TallyTable($0.value)) }
  }

  /// Of each step: cells that McNemar's test alone calls changed at 0.05, then regressions by Holm,
  /// by Benjamini and Hochberg, and by Holm with a margin of 2 points; cells with equal counts.
  private static let expected: [[Int]] = [
    [11, 0, 0, 0, 485], [21, 2, 2, 2, 433], [0, 0, 0, 0, 516], [83, 11, 17, 8, 34],
  ]

  @Test func `each release against the one before`() throws {
    guard let boards = try Self.boards() else { return }
    #expect(boards.count == 5)
    for (step, pair) in zip(boards, boards.dropFirst()).enumerated() {
      let tonight = Results(
        try Study(Reading(table: pair.1.table, issues: [], inputs: [], sources: []), Settings()),
        Settings(), comparing: false, weighing: false)
      let baseline = Baseline.one(BaselineSet(name: pair.0.date, table: pair.0.table))
      func report(_ yaml: String) throws -> GateReport {
        let settings = try settings("gate: \(yaml)").config.gate
        return try Gate.report(tonight, settings, baselines: ["last": baseline])
      }
      let holm = try report("{control: holm}")
      let naive = holm.checks.count { check in
        check.verdict != .identical
          && (mcNemarExact(wins: check.wins, losses: check.losses)) < 0.05
      }
      let found = [
        naive, holm.count(.regression), try report("{control: bh}").count(.regression),
        try report("[{margin: 0.02}]").count(.regression), holm.count(.identical),
      ]
      #expect(found == Self.expected[step], "\(pair.0.date) to \(pair.1.date)")
      #expect(holm.checks.count == 516 && holm.samples.scored == 73_100)
    }
  }

  /// Two-sided, of so many discordant pairs.
  private func mcNemarExact(wins: Int, losses: Int) -> Double {
    let pairs =
      (0..<wins).map { _ in (0, 1) } + (0..<losses).map { _ in (1, 0) }
    let tallies = pairs.map { (Tally(correct: $0.0, of: 1), Tally(correct: $0.1, of: 1)) }
    let test = StratifiedExactTest(tallies.map { (baseline: $0.0, candidate: $0.1) })
    return test?.pValue ?? 1
  }
}
