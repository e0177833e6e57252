import EvalLogs
import Stats

/// How varied a problem's answers are, by what measure.
enum DiversityMetric: String, Sendable, CaseIterable {
  /// Different answers among k.
  case distinct = "distinct"
  /// The entropy of k answers, in bits.
  case entropy = "entropy"
  /// The chance that two samples give one answer.
  case agreement = "agreement"
  /// As many equally frequent answers would have the entropy of all.
  case effective = "effective-number"

  /// Whether it looks at `k` answers, else at all there are.
  var isAmong: Bool { self == .distinct || self == .entropy }

  /// - Parameters:
  ///   - k: At least 2, and no more than are answered.
  ///   - most: No problem has more answers.
  func value(of diversity: AnswerDiversity, among k: Int, _ most: Int) -> Double {
    let value: Double =
      switch self {
      case .distinct: diversity.distinct(among: k)!
      case .entropy: bits(fromNats: diversity.entropy(among: k)!)
      case .agreement: diversity.agreement!
      case .effective: diversity.effectiveNumber
      }
    // The last bit may lie outside of what is possible.
    let range = range(among: k, most)
    return min(max(value, range.lowerBound), range.upperBound)
  }

  func range(among k: Int, _ most: Int) -> ClosedRange<Double> {
    switch self {
    case .distinct: 1...Double(k)
    case .entropy: 0...logarithm2(Double(k))
    case .agreement: 0...1
    case .effective: 1...Double(most)
    }
  }
}

/// The answers of the runs of one benchmark, looked at among as many samples in each.
struct DiversityRuns: Sendable {
  struct Run: Sendable {
    let run: Int
    /// Samples scored, and those of them without an answer.
    let samples: Int
    let unanswered: Int
    /// Problems with too few answers.
    let leftOut: Int
    /// By metric; `k` is that of all runs.
    let points: [DiversityMetric: CurvePoint]
    /// Distinct answers against k, from 2 on.
    let curve: [CurvePoint]
    let problems: [(id: String, diversity: AnswerDiversity)]
  }

  struct Pair: Sendable {
    let pair: Study.Pair
    /// By metric; candidate less baseline.
    let differences: [DiversityMetric: ValueDifference]
    let problems: Int
  }

  let benchmark: Int
  /// Answers of a problem that every number among k looks at.
  let k: Int
  let runs: [Run]
  let pairs: [Pair]

  /// Nine in ten problems of each run have to have as many answers as are looked at.
  static let share = (numerator: 9, denominator: 10)

  /// - Returns: `nil` where no run has answers, or a tenth of one's problems have no two.
  init?(_ results: Results, benchmark b: Int) {
    let settings = results.settings
    let read = results.study.cells[b].compactMap { $0 }.compactMap { Self.read(results.study, $0) }
    guard !read.isEmpty else { return nil }
    let reach = read.map { run in
      let answered = run.tallies.map(\.tally.answered).sorted(by: >)
      let needed =
        (answered.count * Self.share.numerator + Self.share.denominator - 1)
        / Self.share.denominator
      return answered[max(0, needed - 1)]
    }.min()!
    let grid = settings.ks ?? powersOfTwo(upTo: max(1, reach))
    let ks = grid.filter { $0 > 1 && $0 <= reach }
    guard let k = ks.last else { return nil }
    let most = read.flatMap { $0.tallies.map(\.tally.answered) }.max()!
    (benchmark, self.k) = (b, k)
    let runs = read.map { Run($0, ks, most, settings) }
    self.runs = runs
    pairs = results.comparisons[b].compactMap { comparison in
      Pair(comparison.pair, runs, k, most, settings)
    }
  }

  fileprivate typealias Read = (
    cell: Study.Cell, tallies: [(id: String, tally: AnswerTally)]
  )

  /// - Returns: `nil` where no sample has an answer.
  private static func read(_ study: Study, _ cell: Study.Cell) -> Read? {
    guard study.samples.columns.contains(.answer) else { return nil }
    let tallies = cell.problems.filter { $0.tally.samples > 0 }.map { problem in
      var outcomes: [(answer: String?, correct: Bool)] = []
      study.eachSample(of: problem, [.answer]) { correct, values in
        if let correct { outcomes.append((values[0]?.text, correct)) }
      }
      return (id: problem.id, tally: AnswerTally(outcomes))
    }
    return tallies.contains { $0.tally.answered > 0 } ? (cell, tallies) : nil
  }
}

extension DiversityRuns.Run {
  fileprivate init(
    _ read: DiversityRuns.Read, _ ks: [Int], _ most: Int, _ settings: Settings
  ) {
    let k = ks[ks.count - 1]
    run = read.cell.run
    samples = read.tallies.reduce(0) { $0 + $1.tally.samples }
    unanswered = read.tallies.reduce(0) { $0 + $1.tally.unanswered }
    let problems = read.tallies.compactMap { item in
      item.tally.answered >= k
        ? AnswerDiversity(item.tally).map { (id: item.id, diversity: $0) } : nil
    }
    self.problems = problems
    leftOut = read.tallies.count - problems.count
    func point(_ metric: DiversityMetric, _ k: Int) -> CurvePoint {
      ProblemValues(
        problems.map { (ProblemValue(metric.value(of: $0.diversity, among: k, most)), 1) },
        in: metric.range(among: k, most), otherwise: .noProblems
      ).point(
        at: k, level: settings.level, method: settings.method, resampling: settings.resampling)
    }
    points = Dictionary(
      uniqueKeysWithValues: DiversityMetric.allCases.map { ($0, point($0, k)) })
    curve = ks.map { point(.distinct, $0) }
  }
}

extension DiversityRuns.Pair {
  /// - Returns: `nil` where the two have no problem in common with enough answers.
  fileprivate init?(
    _ pair: Study.Pair, _ runs: [DiversityRuns.Run], _ k: Int, _ most: Int, _ settings: Settings
  ) {
    guard let baseline = runs.first(where: { $0.run == pair.baseline }),
      let candidate = runs.first(where: { $0.run == pair.candidate })
    else { return nil }
    let known = Dictionary(
      uniqueKeysWithValues: baseline.problems.map { ($0.id, $0.diversity) })
    let common = candidate.problems.compactMap { problem in
      known[problem.id].map { (baseline: $0, candidate: problem.diversity) }
    }
    guard !common.isEmpty else { return nil }
    self.pair = pair
    problems = common.count
    var differences: [DiversityMetric: ValueDifference] = [:]
    for metric in DiversityMetric.allCases {
      let range = metric.range(among: k, most)
      differences[metric] = ValueDifference(
        common.map { both in
          ProblemValue(metric.value(of: both.candidate, among: k, most))
            - ProblemValue(metric.value(of: both.baseline, among: k, most))
        }, bound: range.upperBound - range.lowerBound, level: settings.level,
        method: DifferenceMethod(settings.method), resampling: settings.resampling)
    }
    self.differences = differences
  }
}
