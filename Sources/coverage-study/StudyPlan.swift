import Foundation
import Simulation
import Stats
import Synchronization

/// Which cells are measured, and in how many data sets.
struct StudyPlan {
  let datasets: Int
  let problems: [Int]
  let seed: UInt64
  /// A shell pattern over target/method/population/problems/samples.
  let only: String?
  let tables: [RateTable]

  static let samples = [1, 8, 64, 256]

  /// Work of its own: the longest are begun first, so that no thread is left alone with one.
  private struct Item: Sendable {
    let file: String
    let name: String
    let weight: Int
    let work: @Sendable () -> [CoverageRow]
  }

  /// The rows of each file, in the order of its designs whatever ran first.
  func results(
    threads: Int, sayingTimes: Bool
  ) -> [(name: String, rows: [CoverageRow])] {
    let items =
      groups("one-run", Design<SimulatedRun>.all + tables.flatMap(\.runDesigns), Method.all)
      + groups("two-runs", Design<SimulatedPair>.all + tables.flatMap(\.pairDesigns), Method.all)
      + recoveries
    let order = items.indices.sorted { (items[$1].weight, $0) < (items[$0].weight, $1) }
    let done = Mutex([[CoverageRow]](repeating: [], count: items.count))
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: threads) { _ in
      while true {
        let place = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard place < order.count else { return }
        let item = items[order[place]]
        let start = ContinuousClock.now
        let rows = item.work()
        done.withLock { $0[order[place]] = rows }
        guard sayingTimes else { continue }
        let line = "\(item.file) \(item.name): \(ContinuousClock.now - start)\n"
        FileHandle.standardError.write(Data(line.utf8))
      }
    }
    let rows = done.withLock { $0 }
    return ["one-run", "two-runs", "recovery"].map { file in
      (file, items.indices.filter { items[$0].file == file }.flatMap { rows[$0] })
    }
  }

  /// Fewer where each takes longer.
  func datasets(at problems: Int) -> Int {
    max(10, problems >= 500 ? datasets / 4 : problems >= 100 ? datasets / 2 : datasets)
  }

  private func groups<Data>(
    _ file: String, _ designs: [Design<Data>], _ methods: [Method<Data>]
  ) -> [Item] {
    designs.flatMap { design in
      Self.samples.filter(design.suits).flatMap { samples in
        problems.compactMap { problems -> Item? in
          let group = CoverageGroup(design, problems: problems, samples: samples)
          let asked = methods.filter {
            wanted($0.target.rawValue, $0.name, design.name, problems, samples)
          }
          guard !asked.isEmpty else { return nil }
          let (datasets, seed) = (datasets(at: problems), seed)
          return Item(file: file, name: group.key, weight: group.weight * datasets) {
            group.measure(asked, datasets: datasets, seed: seed)
          }
        }
      }
    }
  }

  private var recoveries: [Item] {
    problems.filter { $0 >= 30 }.compactMap { problems in
      guard wanted("population", "crossover", JointPopulation.paper.name, problems, 256) else {
        return nil
      }
      // Every k to 256 is searched in each data set.
      let (datasets, seed) = (datasets(at: problems) / 2, seed)
      return Item(file: "recovery", name: "\(problems)", weight: problems * datasets * 64) {
        Recovery(problems: problems, samples: 256).measure(datasets: datasets, seed: seed)
      }
    }
  }

  private func wanted(
    _ target: String, _ method: String, _ population: String, _ problems: Int, _ samples: Int
  ) -> Bool {
    guard let only else { return true }
    return fnmatch(only, "\(target)/\(method)/\(population)/\(problems)/\(samples)", 0) == 0
  }
}
