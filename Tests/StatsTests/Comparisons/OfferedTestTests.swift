import Stats
import Testing

struct OfferedTestTests {
  @Test func `every test says what it tests and why it may differ`() {
    for test in OfferedTest.allCases {
      for text in [test.name, test.null, test.caution] {
        #expect(!text.isEmpty && !text.hasSuffix("."))
      }
    }
    #expect(Set(OfferedTest.allCases.map(\.name)).count == OfferedTest.allCases.count)
  }

  @Test func `one sample a problem: all of them answer`() throws {
    let study: [TallyPair] = (0..<30).map {
      (Tally(correct: $0 < 12 ? 1 : 0, of: 1), Tally(correct: $0 < 19 && $0 != 3 ? 1 : 0, of: 1))
    }
    let results = try #require(PairedDifference(study)).offeredTests(at: 1)
    #expect(results.map(\.test) == OfferedTest.allCases)
    for result in results {
      #expect(result.absence == nil && (result.interval != nil || result.pValue != nil))
    }
    let p = Dictionary(uniqueKeysWithValues: results.map { ($0.test, $0.pValue) })
    #expect(abs(p[.signFlip]!! - p[.mcNemar]!!) < 1e-15)
    #expect(p[.mcNemar] == 0.0703125 && p[.newcombe]! == nil)
  }

  @Test func `without an answer stands the reason`() throws {
    let tally = Tally(correct: 1, of: 4)
    let same = try #require(PairedDifference([TallyPair](repeating: (tally, tally), count: 3)))
    let results = same.offeredTests(at: 1)
    #expect(results[0].absence == .noSpread && results[1].pValue == 1)
    #expect(results[2...].allSatisfy { $0.absence == .notZeroOrOne })
    #expect(
      same.offeredTests(at: 5).allSatisfy {
        $0.absence == .tooFewSamples(k: 5, eligible: 0, problems: 3) && $0.pValue == nil
      })
    let one = try #require(PairedDifference([(tally, Tally(correct: 2, of: 4))]))
    #expect(one.offeredTests(at: 1)[0].absence == .oneProblem)
    let open = try #require(PairedDifference([(Tally(correct: 1, of: 3, missing: 1), tally)]))
    #expect(open.offeredTests(at: 1).allSatisfy { $0.absence == .missingSamples })
  }
}
