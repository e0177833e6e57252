import Simulation
import Stats
import Testing

struct TiersTests {
  /// Runs with a score each; two are decided where they are further apart than the reach of both.
  private func scored(
    _ scores: [Double], reach: (Int, Int) -> Double
  ) -> (decided: DecidedOrder, order: [Int]) {
    let decided = DecidedOrder(runs: scores.count) { i, j in
      abs(scores[i] - scores[j]) <= reach(i, j) ? 0 : scores[i] > scores[j] ? 1 : -1
    }
    let order = scores.indices.sorted { (-scores[$0], $0) < (-scores[$1], $1) }
    return (decided, order)
  }

  private func check(_ tiers: Tiers, _ decided: DecidedOrder) {
    for i in 0..<decided.runs {
      #expect(!tiers.memberships[i].isEmpty)
      for j in 0..<decided.runs where i != j {
        #expect(tiers.share(i, j) == (decided.sign(i, j) == 0), "\(i) \(j)")
      }
    }
    for (index, tier) in tiers.tiers.enumerated() {
      for run in 0..<decided.runs where !tier.contains(run) {
        #expect(tier.contains { decided.sign($0, run) != 0 }, "tier \(index) could hold \(run)")
      }
      for run in tier { #expect(tiers.memberships[run].contains(index)) }
      // None could be left out: two of its runs share no other.
      #expect(
        tier.count == 1
          || tier.contains { i in
            tier.contains { j in
              i != j && tiers.memberships[i].filter(tiers.memberships[j].contains) == [index]
            }
          })
    }
  }

  @Test func `a chain of three makes two tiers that overlap`() {
    let (decided, order) = scored([0.1, 0.9, 0.5]) { _, _ in 0.5 }
    let tiers = Tiers(decided, order: order)
    #expect(tiers.tiers == [[1, 2], [2, 0]])
    #expect((0..<3).map { tiers.letters(of: $0) } == ["b", "a", "ab"])
  }

  @Test func `all alike, all apart, one run, none`() {
    let alike = Tiers(DecidedOrder(runs: 5) { _, _ in 0 }, order: [4, 3, 2, 1, 0])
    #expect(alike.tiers == [[4, 3, 2, 1, 0]])
    let apart = Tiers(DecidedOrder(runs: 30) { _, _ in 1 }, order: Array(0..<30))
    #expect(apart.tiers == (0..<30).map { [$0] })
    #expect(apart.letters(of: 0) == "a" && apart.letters(of: 29) == "ad")
    #expect(Tiers(DecidedOrder(runs: 1) { _, _ in 0 }, order: [0]).tiers == [[0]])
    #expect(Tiers(DecidedOrder(runs: 0) { _, _ in 0 }, order: []).tiers == [])
  }

  @Test func `runs share a tier exactly when they cannot be told apart, whatever the signs`() {
    var rng = SeededGenerator(seed: 62)
    for round in 0..<300 {
      let runs = 2 + round % 14
      let share = [0.1, 0.3, 0.5, 0.8, 0.95][round % 5]
      let decided = DecidedOrder(runs: runs) { _, _ in
        rng.uniform() < share ? 0 : rng.uniform() < 0.5 ? 1 : -1
      }
      check(Tiers(decided, order: (0..<runs).shuffled(using: &rng)), decided)
    }
  }

  @Test func `where signs agree with the order, tiers are stretches of it and the fewest`() {
    var rng = SeededGenerator(seed: 63)
    for round in 0..<100 {
      let scores = (0..<(3 + round % 30)).map { _ in rng.uniform() }
      let (decided, order) = scored(scores) { _, _ in 0.15 }
      let tiers = Tiers(decided, order: order)
      check(tiers, decided)
      let places = Dictionary(uniqueKeysWithValues: zip(order, order.indices))
      var last = (-1, -1)
      for tier in tiers.tiers {
        let stretch = tier.map { places[$0]! }
        #expect(stretch == Array(stretch[0]...stretch[stretch.count - 1]))
        #expect(stretch[0] > last.0 && stretch[stretch.count - 1] > last.1)
        last = (stretch[0], stretch[stretch.count - 1])
      }
      // A stretch for each run from which one reaches further than from the run before: no fewer do.
      let reaches = order.indices.map { i in
        order.indices.last { j in j == i || decided.sign(order[i], order[j]) == 0 }!
      }
      #expect(tiers.tiers.count == Set(reaches).count)
    }
  }

  @Test func `hundreds of runs take no time`() {
    var rng = SeededGenerator(seed: 64)
    let scores = (0..<300).map { _ in rng.uniform() }
    let widths = (0..<300).map { _ in 0.02 + 0.08 * rng.uniform() }
    let (decided, order) = scored(scores) { widths[$0] + widths[$1] }
    let clock = ContinuousClock()
    var tiers = Tiers(decided, order: order)
    let time = clock.measure { tiers = Tiers(decided, order: order) }
    print("tiers of 300 runs: \(tiers.tiers.count) in \(time)")
    check(tiers, decided)
    #expect(Tiers(decided, order: order) == tiers)
    #expect(time < .seconds(2))
  }
}
