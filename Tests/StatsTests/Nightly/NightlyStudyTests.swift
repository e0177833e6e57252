import Simulation
import Stats
import Testing

/// Short versions of the tables under docs/coverage/nightly-*.csv, with other random numbers.
struct NightlyStudyTests {
  static let seed: UInt64 = 20_262

  /// Null nights of twelve benchmarks: no rule claims more often than it states, but for chance.
  @Test(arguments: [
    NightlySuite(problems: 164, samples: 1), NightlySuite(problems: 30, samples: 16),
  ])
  func `null nights raise alarms as rarely as stated`(suite: NightlySuite) throws {
    let (years, nights) = (6, 60)
    let counts = (0..<years).map { suite.alarms(year: $0, seed: Self.seed, nights: nights) }
    for (index, rule) in NightlyRule.all.enumerated() {
      let share =
        Double(counts.reduce(0) { $0 + $1[index] }) / Double(years * nights)
      guard let stated = rule.stated else {
        if rule.name.hasPrefix("naive") { #expect(share > 0.08, "\(share)") }
        continue
      }
      if rule.isYearly {
        #expect(counts.count { $0[index] > 0 } <= 2, "\(rule.name)")
      } else {
        // With a saved baseline nights of a year are right or wrong together.
        #expect(share < stated + 0.06, "\(rule.name): \(share)")
      }
    }
  }

  @Test func `a drop of ten points is found within days, one of none is not`() throws {
    let suite = NightlySuite(problems: 30, samples: 16)
    let holm = try #require(NightlyRule.all.firstIndex { $0.name == "saved week pooled, Holm" })
    let drift = try #require(NightlyRule.all.firstIndex { $0.name.hasPrefix("e-process") })
    for number in 0..<6 {
      let found = try #require(
        suite.daysToDetect(points: 0.1, .spread, study: number, seed: Self.seed, days: 60))
      #expect(try #require(found[holm]) <= 10)
      #expect(try #require(found[drift]) <= 60)
      #expect(try #require(found.last ?? nil) <= 20)
      let none = try #require(
        suite.daysToDetect(points: 0, .spread, study: number, seed: Self.seed, days: 30))
      #expect(none[drift] == nil)
    }
  }

  /// Of the method chosen for n = 1, whose width is measured here only.
  @Test(arguments: [1, 7])
  func `intervals of one sample a night claim no more than they state`(nights: Int) throws {
    for population in NightlyCell.populations {
      for (points, drop) in [(0.0, NightlyCell.Drop.spread), (0.1, .broken)] {
        let study = NightlyIntervals(
          population, problems: 164, samples: (nights, 1), points: points, drop)
        let measured = try #require(study.measure(datasets: 500, seed: Self.seed))
        #expect(measured.method == (nights == 1 ? .mcNemar : .exactStratified))
        for (outside, row) in zip(study.outside, measured.rows) {
          let error = (outside * (1 - outside) / 500).squareRoot()
          let share = Double(row.above) / Double(row.datasets)
          #expect(share < outside + 3.5 * error + 0.006, "\(population.name): \(share)")
        }
      }
    }
  }
}
