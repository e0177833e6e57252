import Simulation
import Stats
import Testing

struct MixtureFitTests {
  typealias Group = MixtureFit.Group

  static func tables(_ samples: [Int]) -> [Int: BinomialTable] {
    let grid = LogOddsGrid(samples: samples.max()!)
    var tables: [Int: BinomialTable] = [:]
    for n in samples { tables[n] = BinomialTable(samples: n, grid: grid) }
    return tables
  }

  private func fit(_ groups: [Group]) -> MixtureFit {
    MixtureFit(groups, tables: Self.tables(groups.map(\.samples)))
  }

  /// Suites of every kind: populations, one problem, all alike, two numbers of samples, extremes.
  static let suites: [[Group]] = {
    var rng = SeededGenerator(seed: 31)
    var suites: [[Group]] = []
    for population in Population.all {
      for (problems, n) in [(1, 2), (3, 2), (10, 8), (30, 64), (100, 16), (500, 64), (60, 256)] {
        suites.append(
          (0..<problems).map { _ in
            Group(
              samples: n, correct: rng.binomial(n, population.chance(using: &rng)), problems: 1)
          })
        suites.append(
          (0..<problems).map {
            let m = $0 % 3 == 0 ? n : max(2, n / 2)
            return Group(
              samples: m, correct: rng.binomial(m, population.chance(using: &rng)), problems: 1)
          })
      }
    }
    for n in [2, 64, 1_024] {
      for problems in [1, 30, 5_000] {
        for correct in [0, 1, n / 2, n - 1, n] {
          suites.append([Group(samples: n, correct: correct, problems: problems)])
        }
        suites.append([
          Group(samples: n, correct: 0, problems: problems),
          Group(samples: n, correct: n, problems: problems),
        ])
      }
    }
    for _ in 0..<200 {
      let problems = Int.random(in: 1...6, using: &rng)
      let n = Int.random(in: 2...8, using: &rng)
      suites.append(
        (0..<problems).map { _ in
          let m = Int.random(in: 2...n, using: &rng)
          return Group(samples: m, correct: Int.random(in: 0...m, using: &rng), problems: 1)
        })
    }
    return suites
  }()

  @Test(arguments: suites.indices)
  func `reaches the maximum`(_ suite: Int) {
    let groups = Self.suites[suite]
    let fit = fit(groups)
    #expect(fit.residual < 1e-14, "\(fit.residual) after \(fit.steps) steps")
    #expect(fit.steps <= 60, "\(fit.steps) steps")
    #expect(abs(fit.weights.reduce(0, +) - 1) < 1e-13)
    #expect(fit.weights.allSatisfy { $0 > 0 })
    // At the maximum no point would gain by more weight: the conditions of Kuhn and Tucker.
    let problems = groups.reduce(0) { $0 + $1.problems }
    for g in [0, fit.grid.count - 1] {
      var gain = 0.0
      for (index, group) in fit.groups.enumerated() {
        gain += Double(group.problems) * fit.posterior(index)[g] / fit.weights[g]
      }
      #expect(gain <= Double(problems + 2) * (1 + 1e-7), "point \(g): \(gain)")
    }
  }

  @Test(arguments: suites.indices)
  func `every problem is shared out once`(_ suite: Int) {
    let fit = fit(Self.suites[suite])
    for index in fit.groups.indices.prefix(20) {
      #expect(abs(fit.posterior(index).reduce(0, +) - 1) < 1e-13)
    }
    for n in Set(fit.groups.map(\.samples)) {
      let problems = fit.groups.reduce(0) { $0 + ($1.samples == n ? $1.problems : 0) }
      #expect(abs(fit.mass(samples: n).reduce(0, +) / Double(problems) - 1) < 1e-13)
    }
  }

  /// The slow way to the same maximum, in the words of its definition.
  @Test func `plain EM goes to the same weights`() {
    let groups = [(0, 4), (1, 2), (3, 1), (7, 1), (8, 2)].map {
      Group(samples: 8, correct: $0.0, problems: $0.1)
    }
    let fit = fit(groups)
    let grid = fit.grid
    var weights = [Double](repeating: 1 / Double(grid.count), count: grid.count)
    let rows = groups.map { group in
      grid.chances.map { BinomialDistribution(trials: 8, chance: $0).mass(group.correct) }
    }
    for _ in 0..<60_000 {
      var next = [Double](repeating: 0, count: grid.count)
      for (group, row) in zip(groups, rows) {
        var sum = 0.0
        for g in row.indices { sum += weights[g] * row[g] }
        for g in row.indices { next[g] += Double(group.problems) * weights[g] * row[g] / sum }
      }
      for g in next.indices {
        let pseudo = g == 0 || g == grid.count - 1 ? 0 : grid.pseudoWeight
        weights[g] = (next[g] + pseudo) / 12
      }
    }
    for g in weights.indices { #expect(abs(weights[g] - fit.weights[g]) < 2e-7, "point \(g)") }
  }

  @Test func `order and grouping of problems change no bit`() {
    var rng = SeededGenerator(seed: 32)
    for groups in Self.suites.prefix(30) {
      let one = fit(groups)
      let other = fit(groups.shuffled(using: &rng))
      #expect(one.weights == other.weights && one.groups == other.groups)
      #expect(fit(one.groups).weights == one.weights)
    }
  }

  @Test func `failures for successes mirror the weights`() {
    for groups in Self.suites.prefix(42) {
      let one = fit(groups)
      let other = fit(
        groups.map {
          Group(samples: $0.samples, correct: $0.samples - $0.correct, problems: $0.problems)
        })
      for (a, b) in zip(one.weights, other.weights.reversed()) { #expect(abs(a - b) < 1e-10) }
    }
  }

  @Test func `a fit at twenty thousand samples ends`() {
    let counts = [0, 0, 1, 7, 400, 9_000, 19_999, 20_000]
    let fit = fit(counts.map { Group(samples: 20_000, correct: $0, problems: 1) })
    #expect(fit.residual < 1e-14 && fit.steps <= 60)
  }
}
