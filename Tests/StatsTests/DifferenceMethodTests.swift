import Simulation
import Stats
import Testing

struct DifferenceMethodTests {
  private static let resampling = Resampling(replicates: 400, seed: 2)

  private func pair(
    _ study: [TallyPair], _ method: DifferenceMethod, level: Double = 0.95
  ) throws -> PairedDifference {
    try #require(
      PairedDifference(study, level: level, method: method, resampling: Self.resampling))
  }

  @Test(arguments: DifferenceMethod.allCases)
  func `p is below 1 - level exactly where the interval excludes 0`(
    _ method: DifferenceMethod
  ) throws {
    var decided = 0
    for study in PairedDifferenceTests.studies.prefix(200)
      + PairedDifferenceTests.small.prefix(400)
    {
      for level in [0.5, 0.95] {
        let pair = try pair(study, method, level: level)
        for k in powersOfTwo(upTo: pair.largestK) {
          let point = pair.point(at: k)
          #expect((point.interval == nil) == (point.pValue == nil))
          #expect((point.interval == nil) == (point.intervalAbsence != nil))
          let outlook = pair.outlook(at: k)
          guard let interval = point.interval, let p = point.pValue else {
            #expect(outlook.decided == 0)
            continue
          }
          #expect((0...1).contains(p) && interval.lower >= -1 && interval.upper <= 1)
          #expect((p < 1 - level) == !interval.contains(0), "\(level) \(point)")
          #expect(outlook.decided == (interval.lower > 0 ? 1 : interval.upper < 0 ? -1 : 0))
          if let difference = point.difference { #expect(interval.contains(difference)) }
          if p < 1 - level { decided += 1 }
        }
      }
    }
    #expect(decided > 100)
  }

  @Test(arguments: DifferenceMethod.allCases)
  func `at the very threshold p and the interval still agree`(_ method: DifferenceMethod) throws {
    var seen = 0
    for study in PairedDifferenceTests.studies.prefix(200) {
      guard let p = try pair(study, method).point(at: 1).pValue else { continue }
      for shift in [0, 1e-16, -1e-16, 1e-13, -1e-13, 1e-9, -1e-9] {
        let level = 1 - p + shift
        guard level > 0.01 && level < 1 - 1e-9 else { continue }
        let point = try pair(study, method, level: level).point(at: 1)
        guard let interval = point.interval, let again = point.pValue else { continue }
        #expect((again < 1 - level) == !interval.contains(0), "\(level) \(point)")
        seen += 1
      }
    }
    #expect(seen > 300)
  }

  @Test(arguments: DifferenceMethod.allCases)
  func `exchanging the runs mirrors everything`(_ method: DifferenceMethod) throws {
    for study in PairedDifferenceTests.studies.prefix(200) {
      let one = try pair(study, method)
      let two = try pair(study.map { ($0.candidate, $0.baseline) }, method)
      for k in powersOfTwo(upTo: one.largestK) {
        let (point, mirror) = (one.point(at: k), two.point(at: k))
        #expect(point.intervalAbsence == mirror.intervalAbsence)
        guard let first = point.interval, let second = mirror.interval else { continue }
        // Problems are numbered otherwise, so draws agree only as far as they go.
        if method == .percentile && study.count < 10 { continue }
        let slack = method == .percentile ? 0.15 : 1e-11
        #expect(abs(first.lower + second.upper) < slack)
        #expect(abs(first.upper + second.lower) < slack)
      }
    }
  }

  @Test(arguments: DifferenceMethod.allCases)
  func `a run against itself shows no difference`(_ method: DifferenceMethod) throws {
    for study in PairedDifferenceTests.studies.prefix(100) {
      let point = try pair(study.map { ($0.baseline, $0.baseline) }, method).point(at: 1)
      guard let interval = point.interval else {
        #expect(method == .t && point.pValue == nil)
        #expect([.oneProblem, .noSpread].contains(point.intervalAbsence))
        continue
      }
      #expect(interval.contains(0) && point.pValue! > 1 - 1e-12)
      if !study.contains(where: { $0.baseline.missing > 0 }) {
        // What the bootstrap gives where nothing moved has no width, and says so.
        #expect(point.remarks.contains(.noWidth) == (method == .percentile))
      }
    }
  }

  @Test func `paired t has scipy's p-value`() throws {
    // scipy 1.17.1, stats.ttest_rel of the two rows of c/4.
    let baseline = [0, 1, 1, 2, 2, 3, 3, 4, 4, 0]
    let candidate = [1, 1, 2, 4, 2, 4, 3, 4, 4, 1]
    let study: [TallyPair] = zip(baseline, candidate).map {
      (Tally(correct: $0, of: 4), Tally(correct: $1, of: 4))
    }
    let point = try pair(study, .t).point(at: 1)
    #expect(abs(point.pValue! - 0.023856384540122053) < 1e-12)
    #expect(abs(point.interval!.lower - 0.024954557903057284) < 1e-12)
    #expect(abs(point.interval!.upper - 0.2750454420969427) < 1e-12)
  }

  @Test func `weight 1 is wider than weight 1/2, and as published where nothing moved`() throws {
    for study in PairedDifferenceTests.studies.prefix(150)
    where study.count >= 30 && !study.contains(where: { $0.candidate.missing > 0 }) {
      let half = try #require(try pair(study, .dirichletHalf).point(at: 1).interval)
      let whole = try #require(try pair(study, .dirichletOne).point(at: 1).interval)
      #expect(whole.upper - whole.lower > half.upper - half.lower - 1e-9)
    }
    // An earlier study, in points.
    for (problems, published) in [(10, 23.8), (30, 9.2), (100, 2.9), (500, 0.60)] {
      let tally = Tally(correct: 3, of: 8)
      let point = try pair([TallyPair](repeating: (tally, tally), count: problems), .dirichletOne)
        .point(at: 1)
      #expect(abs(point.interval!.upper * 100 - published) < 0.06, "\(problems)")
    }
  }

  @Test(arguments: DifferenceMethod.allCases)
  func `one k after the other gives what each alone gives`(_ method: DifferenceMethod) throws {
    for study in PairedDifferenceTests.studies.prefix(60) {
      let pair = try pair(study, method)
      for outlook in pair.outlooks(upTo: pair.largestK) {
        #expect(outlook.decided == pair.outlook(at: outlook.k).decided)
      }
    }
  }

  @Test(arguments: DifferenceMethod.allCases)
  func `order of problems changes no bit`(_ method: DifferenceMethod) throws {
    var rng = SeededGenerator(seed: 13)
    for study in PairedDifferenceTests.studies.prefix(80) {
      let one = try pair(study, method)
      let two = try pair(study.shuffled(using: &rng), method)
      #expect(one.point(at: 1) == two.point(at: 1))
    }
  }

  @Test func `every method for single values has one for differences`() {
    #expect(
      IntervalMethod.allCases.map { DifferenceMethod($0) }
        == [.dirichletHalf, .dirichletOne, .percentile, .percentile, .t])
    #expect(
      DifferenceMethod.allCases.map(\.rawValue) == [
        "dirichlet-1/2", "dirichlet-1", "t", "percentile",
      ])
  }
}
