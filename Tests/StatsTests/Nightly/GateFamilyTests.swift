import Simulation
import Stats
import Testing

struct GateFamilyTests {
  @Test(arguments: GateFamily.Control.allCases)
  func `claims are those of the procedure, and one threshold tells them`(
    control: GateFamily.Control
  ) {
    for family in MultipleComparisonsTests.families {
      for alpha in [0.01, 0.025, 0.1, 0.4] {
        let gate = GateFamily(family, alpha: alpha, control: control)
        let adjusted =
          switch control {
          case .holm: holm(family)
          case .benjaminiHochberg: benjaminiHochberg(family)
          case .none: family
          }
        for index in family.indices {
          #expect(gate.isClaimed[index] == (family[index] <= gate.threshold))
          #expect(gate.isClaimed[index] == (gate.adjusted[index] <= alpha))
          #expect(abs(gate.adjusted[index] - adjusted[index]) < 1e-12)
          if abs(adjusted[index] - alpha) > 1e-12 {
            #expect(gate.isClaimed[index] == (adjusted[index] <= alpha), "\(family) \(alpha)")
          }
        }
        #expect(gate.threshold > 0 && gate.threshold <= alpha)
        #expect(abs(gate.level - (1 - 2 * gate.threshold)) < 1e-15)
      }
    }
    #expect(GateFamily([], control: control).isClaimed.isEmpty)
  }

  /// What a page prints: interval and verdict, over families of changes of every method.
  @Test(arguments: GateFamily.Control.allCases)
  func `a claim is made exactly where the interval printed lies below the margin`(
    control: GateFamily.Control
  ) throws {
    let changes = SuiteChangeTests.studies.compactMap { SuiteChange($0, k: 1) }
      .filter { $0.method != nil }
    var claims = 0
    for start in stride(from: 0, to: changes.count - 12, by: 7) {
      let family = changes[start..<start + 12]
      for margin in [0, 0.02] {
        let gate = GateFamily(family.map { $0.dropPValue(margin: margin)! }, control: control)
        for (change, isClaimed) in zip(family, gate.isClaimed) {
          let interval = try #require(change.interval(outside: gate.threshold, margin: margin))
          #expect(isClaimed == (interval.upper < -margin))
          claims += isClaimed ? 1 : 0
        }
      }
    }
    #expect(claims > 0)
  }

  @Test func `a year's nights spend alpha and no more`() {
    let year = AlphaSpending(alpha: 0.05, nights: 365)
    #expect(year.perNight == 0.05 / 365)
    #expect(year.spent(after: 0) == 0)
    #expect(abs(year.spent(after: 365) - 0.05) < 1e-15)
    #expect(year.spent(after: 366) == year.perNight)
    for night in 1..<365 { #expect(year.spent(after: night) < year.spent(after: night + 1)) }
  }
}
