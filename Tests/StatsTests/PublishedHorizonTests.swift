import Foundation
import Testing

import Simulation
@testable import Stats

/// METR's runs of January 2025 are no part of the project. Where they lie beside it
/// (`../shared/data/real`, or the folder that PASSCURVE_PUBLISHED_DATA names) the horizons of METR's
/// own fit are reproduced; where not, each test says that it checked nothing.
@Suite struct PublishedHorizonTests {
  private struct Run: Decodable {
    let alias: String
    let task_id: String
    let task_family: String
    let human_minutes: Double
    let score_binarized: Int
  }

  private func study() throws -> HorizonStudy? {
    let folder =
      ProcessInfo.processInfo.environment["PASSCURVE_PUBLISHED_DATA"].map { URL(filePath: $0) }
      ?? URL(filePath: #filePath).resolvingSymlinksInPath()
      .appending(path: "../../../../shared/data/real").standardized
    let path = folder.appending(path: "metr-runs-2025-01/all_runs.jsonl").path()
    guard FileManager.default.fileExists(atPath: path) else {
      print("not checked, as it is not there: \(path)")
      return nil
    }
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    #expect(lines.count == 7_063)
    var rows: [(agent: String, task: HorizonTask, tally: Tally)] = []
    for line in lines {
      let run = try JSONDecoder().decode(Run.self, from: Data(line.utf8))
      let task = HorizonTask(
        name: run.task_id, family: run.task_family, minutes: run.human_minutes)
      rows.append((run.alias, task, Tally(correct: run.score_binarized, of: 1)))
    }
    return HorizonStudy(rows)
  }

  /// Minutes at 50 % by scikit-learn with METR's weights and ridge, from the same file.
  @Test func `METR's horizons of January 2025`() throws {
    guard let study = try study() else { return }
    #expect(study.tasks.count == 83 && Set(study.tasks.map(\.family)).count == 36)
    let published = [
      ("Claude 3 Opus", 4.05), ("Claude 3.5 Sonnet (Old)", 22.07),
      ("Claude 3.5 Sonnet (New)", 60.52), ("GPT-4 0314", 3.67), ("GPT-4 Turbo", 3.45),
      ("GPT-4o", 6.98), ("o1-preview", 37.9), ("o1", 42.4),
    ]
    for (agent, minutes) in published {
      let horizons = study.horizons(of: agent, rounds: 200)
      let found = try #require(horizons[0].minutes)
      #expect(abs(found / minutes - 1) < 0.01, "\(agent): \(found)")
      let interval = try #require(horizons[0].interval)
      #expect(interval.contains(found))
      print("\(agent): \(found) minutes, \(interval.lower) to \(interval.upper)")
    }
  }

  @Test func `an agent that never succeeds is refused, not crashed on`() throws {
    guard let study = try study() else { return }
    let never = study.horizons(of: "davinci-002", rounds: 100)[0]
    #expect(never.absence == .allFailed && never.tasks == 16)
    // Eight runs of only seven tasks: no horizon at pass@8, though plenty of runs in all.
    let few = study.horizons(of: "GPT-4 0314", at: 8, rounds: 100)[0]
    #expect(few.absence == .tooFewTasks(tasks: 7, needed: 10) && few.leftOut == 76)
  }

  /// "Pass@8 horizon" is not one number: with 1 to 96 runs a task it depends on what is made of the
  /// tasks with fewer than eight. Values by scikit-learn from the same file; "solved in any run" is
  /// the wrong way, as it measures how often a task was run.
  @Test(arguments: [("GPT-4 0314", 17.7, 19.2, nil), ("o1", 321, 386, 4_942 as Double?)])
  func `pass@8 by plug-in, by the unbiased estimate, and by any success`(
    agent: String, plugIn: Double, unbiased: Double, any: Double?
  ) throws {
    guard let study = try study() else { return }
    func minutes(_ outcome: (Tally) -> Double) throws -> Double {
      let used = study.tasks(of: agent)
      let points = zip(used, study.weights(of: used)).map { index, weight in
        LogisticLine.Point(
          x: logarithm2(study.tasks[index].minutes),
          y: outcome(study.tally(of: agent, task: index)!), weight: weight)
      }
      return powerOf2(try #require(LogisticLine(points)?.logHorizon(at: 0.5)))
    }
    let first = try minutes { tally in
      let miss = 1 - Double(tally.correct) / Double(tally.samples)
      return 1 - (0..<8).reduce(1.0) { product, _ in product * miss }
    }
    let second = try minutes { $0.passAt(min(8, $0.samples))! }
    let third = try minutes { $0.correct > 0 ? 1 : 0 }
    print(agent, first, second, third)
    #expect(abs(first / plugIn - 1) < 0.01 && abs(second / unbiased - 1) < 0.01)
    if let any { #expect(abs(third / any - 1) < 0.01) }
  }
}
