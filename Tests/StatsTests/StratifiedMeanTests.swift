import Simulation
import Stats
import Testing

struct StratifiedMeanTests {
  static let studies: [[StratifiedMean.Group]] = {
    var rng = SeededGenerator(seed: 41)
    var studies: [[StratifiedMean.Group]] = [2, 3, 5, 10].flatMap { groups in
      (0..<4).map { kind in
        (0..<groups).map { group in
          let problems = [10, 30, 100, 300][(group + kind) % 4]
          let (a, b) = [(0.4, 0.6), (4, 0.4), (0.3, 4), (2, 2)][(group * 3 + kind) % 4]
          return (
            (0..<problems).map { _ in ((rng.beta(a, b) * 16).rounded() / 16, 1) },
            kind == 3 ? Double(group + 1) : 1
          )
        }
      }
    }
    // All solved beside none solved beside some.
    studies.append([([(1, 30)], 1), ([(0, 10)], 1)])
    studies.append([([(1, 30)], 1), ([(1, 500)], 1), ([(0, 3), (1, 5)], 2)])
    studies.append([([(0.5, 1)], 1), ([(1, 1)], 1)])
    return studies
  }()

  @Test func `one group is the default interval`() throws {
    for sample in IntervalMethodTests.samples(in: 0...1, seed: 42) {
      let one = try #require(StratifiedMean([(sample, 3)], in: 0...1))
      let expected = IntervalMethod.jeffreysDirichlet.interval(ofMean: sample, in: 0...1)
      #expect(one.interval().interval == expected.interval?.widened(toHold: one.mean))
      let t = IntervalMethod.t.interval(ofMean: sample, in: 0...1)
      #expect(one.interval(method: .t).absence == t.absence)
      if let first = one.interval(method: .t).interval, let second = t.interval {
        #expect(abs(first.lower - second.lower) < 1e-9 && abs(first.upper - second.upper) < 1e-9)
      }
    }
  }

  /// A finer lattice moves the limits by about a thousandth of their width at most.
  @Test func `the lattice is fine enough`() throws {
    var worst = 0.0
    for study in Self.studies where study.count <= 5 {
      let mean = try #require(StratifiedMean(study, in: 0...1))
      for level in [0.8, 0.95, 0.999] {
        let one = try #require(mean.interval(level: level).interval)
        let two = try #require(mean.interval(level: level, fineness: 2).interval)
        let width = two.upper - two.lower
        worst = max(
          worst, abs(one.lower - two.lower) / width, abs(one.upper - two.upper) / width)
      }
    }
    print("macro average: a lattice twice as fine moves a limit by \(worst) of the width at most")
    #expect(worst < 1.5e-3)
  }

  /// Dirichlet weights drawn for each group, not integrated.
  @Test func `its limits are those of drawn weights, within their error`() throws {
    var rng = SeededGenerator(seed: 43)
    for study in Self.studies.prefix(5) + Self.studies.suffix(3) {
      let mean = try #require(StratifiedMean(study, in: 0...1))
      let interval = try #require(mean.interval(level: 0.9).interval)
      let total = study.reduce(0) { $0 + $1.weight }
      let draws = 4_000
      var (below, above) = (0, 0)
      for _ in 0..<draws {
        let drawn = study.reduce(0) { sum, group in
          var (value, weight) = (0.0, rng.gamma(0.5))
          let top = rng.gamma(0.5)
          weight += top
          value += top
          for item in group.values {
            let own = rng.gamma(Double(item.count))
            weight += own
            value += own * item.value
          }
          return sum + group.weight / total * value / weight
        }
        if drawn < interval.lower { below += 1 }
        if drawn > interval.upper { above += 1 }
      }
      let error = 4.5 * (0.05 * 0.95 / Double(draws)).squareRoot()
      // Where the limits were widened to hold the estimate less may lie outside.
      #expect(Double(below) / Double(draws) < 0.05 + error)
      #expect(Double(above) / Double(draws) < 0.05 + error)
      if mean.mean > 0.01 && mean.mean < 0.99 {
        #expect(abs(Double(below) / Double(draws) - 0.05) < error, "\(below)")
        #expect(abs(Double(above) / Double(draws) - 0.05) < error, "\(above)")
      }
    }
  }

  @Test func `limits are possible, hold the mean, and hang on no order`() throws {
    var rng = SeededGenerator(seed: 44)
    for study in Self.studies where study.count <= 5 {
      let mean = try #require(StratifiedMean(study, in: 0...1))
      let interval = try #require(mean.interval().interval)
      #expect(interval.lower >= 0 && interval.upper <= 1 && interval.lower < interval.upper)
      #expect(interval.contains(mean.mean))
      let inside = study.map { (values: $0.values.shuffled(using: &rng), weight: $0.weight) }
      #expect(try #require(StratifiedMean(inside, in: 0...1)).interval() == mean.interval())
      let other = try #require(StratifiedMean(study.reversed(), in: 0...1))
      #expect(abs(other.interval().interval!.lower - interval.lower) < 1e-12)
      #expect(abs(other.interval().interval!.upper - interval.upper) < 1e-12)
    }
  }

  @Test func `t adds up the groups' variances`() throws {
    // Two groups of 0/1 values, 10 of 20 and 5 of 25: s^2/P is p(1-p)/(P-1).
    let mean = try #require(
      StratifiedMean([([(0, 10), (1, 10)], 1), ([(0, 20), (1, 5)], 1)], in: 0...1))
    #expect(abs(mean.mean - 0.35) < 1e-15)
    let parts = [0.25 * 0.25 / 19, 0.25 * 0.16 / 24]
    let variance = parts[0] + parts[1]
    let freedom = variance * variance / (parts[0] * parts[0] / 19 + parts[1] * parts[1] / 24)
    let reach = StudentT(degreesOfFreedom: freedom).quantile(0.975) * variance.squareRoot()
    let interval = try #require(mean.interval(method: .t).interval)
    #expect(abs(interval.upper - (0.35 + reach)) < 1e-14)
    let single = try #require(StratifiedMean([([(0, 1)], 1), ([(0, 2), (1, 5)], 1)], in: 0...1))
    #expect(single.interval(method: .t).absence == .oneProblem)
    #expect(StratifiedMean([([], 1)], in: 0...1) == nil && StratifiedMean([], in: 0...1) == nil)
  }
}
