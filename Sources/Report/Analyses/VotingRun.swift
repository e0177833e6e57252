import EvalLogs
import Stats

/// What one run on one benchmark reaches when one of k samples is chosen: by a vote, or by a reward.
struct VotingRun: Sendable {
  /// What votes are counted from.
  enum Rule: Hashable {
    /// The most frequent answer wins.
    case answers
    /// More than half of the samples have to be right: all that verdicts alone can tell.
    case correctness

    /// "maj@8", "strict-maj@8".
    func label(_ k: some CustomStringConvertible) -> String {
      self == .answers ? "maj@\(k)" : CountMetric.strictMajority.label(at: k)
    }
  }

  struct Vote: Sendable {
    let point: CurvePoint
    /// The standard error that simulation leaves in the mean; `nil` where it is exact.
    let simulationError: Double?
  }

  let cell: Study.Cell
  let problems: Int
  let rule: Rule
  /// All three at the same ascending `k`.
  let pass: [CurvePoint]
  let votes: [Vote]
  /// Empty where there are no rewards.
  let best: [CurvePoint]
  /// The vote at the largest `k` that has one, less pass@1; `nil` where that is 1.
  let gain: (k: Int, difference: ValueDifference)?
  /// Samples scored, and those of them without an answer where others have one.
  let samples: Int
  let unanswered: Int
  /// Why there is no vote among answers, or no best-of-k, where a reader may look for it.
  let note: String?

  /// - Returns: `nil` where the run has no problem, and where one sample of a problem is all there
  ///   is.
  init?(_ results: Results, benchmark: Int, run: Int, at common: Int) {
    guard let curve = results.curves[benchmark][run], curve.curve.largestK > 1 else { return nil }
    let settings = results.settings
    let ks =
      settings.ks
      ?? Set(curve.curve.grid + [common]).filter { $0 <= curve.curve.largestK }.sorted()
    guard ks.contains(where: { $0 > 1 && $0 <= curve.curve.largestK }) else { return nil }
    cell = curve.cell
    problems = curve.curve.problems
    pass = ks.map { curve.population.point(at: $0) ?? curve.curve.point(at: $0) }
    let known = cell.problems.filter(\.tally.isKnown)
    let read = ReadSamples(results.study, known)
    samples = known.reduce(0) { $0 + $1.tally.samples }
    func point(_ values: ProblemValues, _ k: Int) -> CurvePoint {
      values.point(
        at: k, level: settings.level, method: settings.method, resampling: settings.resampling)
    }

    var each: [[ProblemValue?]] = []
    if let answers = read.answers {
      rule = .answers
      unanswered = answers.reduce(0) { $0 + $1.unanswered }
      let votes = ks.map { MajorityVotes(answers, at: $0) }
      each = votes.map(\.each)
      self.votes = zip(ks, votes).map { k, votes in
        Vote(point: point(votes.values, k), simulationError: votes.standardError)
      }
    } else {
      rule = .correctness
      unanswered = 0
      let tallies = known.map(\.tally)
      votes = ks.map { k in
        Vote(
          point: point(CountMetric.strictMajority.values(tallies, at: k), k), simulationError: nil)
      }
    }
    best =
      read.rewards.map { rewards in
        ks.map { point(RewardMetric.best.values(rewards, at: $0), $0) }
      } ?? []
    note = read.note

    gain = Self.gain(each, known, votes.map(\.point), settings)
  }

  /// - Parameter each: Every problem's vote, by `k`; empty where there is none among answers.
  private static func gain(
    _ each: [[ProblemValue?]], _ problems: [Study.Problem], _ points: [CurvePoint],
    _ settings: Settings
  ) -> (k: Int, difference: ValueDifference)? {
    guard let last = each.indices.last(where: { points[$0].interval != nil && points[$0].k > 1 })
    else { return nil }
    let differences = zip(each[last], problems).compactMap { vote, problem -> ProblemValue? in
      guard let vote, let one = ProblemValue(problem.tally, { $0.passAt(1) }) else { return nil }
      return vote - one
    }
    guard differences.count == problems.count else { return nil }
    return ValueDifference(
      differences, bound: 1, level: settings.level, method: DifferenceMethod(settings.method),
      resampling: settings.resampling
    ).map { (points[last].k, $0) }
  }

  func vote(at k: Int) -> Vote? { votes.first { $0.point.k == k } }
  func pass(at k: Int) -> CurvePoint? { pass.first { $0.k == k } }
  func best(at k: Int) -> CurvePoint? { best.first { $0.k == k } }

  /// The largest `k` at which votes have a value or a range.
  var largestK: Int { votes.last { $0.point.interval != nil }?.point.k ?? 1 }

  /// The largest standard error of what is simulated.
  var simulationError: Double? { votes.compactMap(\.simulationError).max() }
}

/// The samples of a run's problems, as votes and rewards want them.
private struct ReadSamples {
  /// In the order of the problems; `nil` where no sample has an answer, or some are not at hand.
  private(set) var answers: [AnswerTally]?
  /// The same of rewards; an entry is `nil` where a sample has none.
  private(set) var rewards: [RewardTally?]?
  private(set) var note: String?

  init(_ study: Study, _ problems: [Study.Problem]) {
    guard !study.samples.columns.isEmpty else { return }
    var answers: [AnswerTally] = []
    var rewards: [RewardTally?] = []
    var (hasAnswer, hasReward, isOracle) = (false, false, true)
    for problem in problems {
      var outcomes: [(answer: String?, correct: Bool)] = []
      var rewarded: [(reward: Double?, correct: Bool)] = []
      study.eachSample(of: problem, [.answer, .reward]) { correct, values in
        guard let correct else { return }
        outcomes.append((values[0]?.text, correct))
        rewarded.append((values[1]?.number, correct))
      }
      guard outcomes.count == problem.tally.samples else {
        note = "some samples are known by their counts alone"
        return
      }
      hasAnswer = hasAnswer || outcomes.contains { $0.answer != nil }
      hasReward = hasReward || rewarded.contains { $0.reward != nil }
      let tally = RewardTally(rewarded, missing: problem.tally.missing)
      isOracle = isOracle && tally?.isOracle ?? false
      answers.append(AnswerTally(outcomes, missing: problem.tally.missing))
      rewards.append(tally)
    }
    if hasAnswer { self.answers = answers }
    guard hasReward else { return }
    // Then best-of-k is pass@k, and the reward most likely the verdict itself.
    if isOracle {
      note = "on every problem the reward puts right samples above wrong ones: best-of-k is pass@k"
    } else {
      self.rewards = rewards
    }
  }
}

extension RewardTally {
  /// Whether every correct sample has a higher reward than every other.
  fileprivate var isOracle: Bool {
    let wrong = levels.first { $0.correct < $0.samples }?.reward ?? -.infinity
    let right = levels.last { $0.correct > 0 }?.reward ?? .infinity
    return right > wrong
  }
}

extension SampleTable.Value {
  /// The number it is; `nil` for a text.
  var number: Double? {
    switch self {
    case .text: nil
    case .whole(let value): Double(value)
    case .number(let value): value
    }
  }
}
