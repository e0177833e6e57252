import Stats

/// A number that a harness gives of its own log.
package struct Headline: Hashable, Sendable {
  /// What a harness may give of a run on a benchmark.
  package enum Metric: Hashable, Sendable, CustomStringConvertible {
    /// The mean over problems of the share of correct samples: pass@1.
    case mean
    case passAt(Int)
    /// All of *k* samples correct.
    case passAll(Int)
    /// The share of problems with a correct sample.
    case anyCorrect
    /// A vote, or another number that counts of samples cannot give.
    case other(String)

    package var description: String {
      switch self {
      case .mean: "mean"
      case .passAt(let k): "pass@\(k)"
      case .passAll(let k): "pass^\(k)"
      case .anyCorrect: "any correct"
      case .other(let name): name
      }
    }
  }

  package let run: String
  package let variant: String?
  package let benchmark: String
  package let metric: Metric
  /// As the harness has it, in 0...1 where it is a share.
  package let value: Double
  /// The same from the counts of its log; nil where they cannot give it, or there are none.
  package let ours: Double?
  /// Whether the two are one, as far as the harness rounds; nil where there is nothing to compare.
  package let agrees: Bool?
  /// The file it stands in, below PATH.
  package let path: String

  /// The same under the names that a study gives its run and benchmark.
  package func renamed(run: String, benchmark: String) -> Headline {
    Headline(
      run: run, variant: variant, benchmark: benchmark, metric: metric, value: value, ours: ours,
      agrees: agrees, path: path)
  }
}

extension Headline {
  /// The same without a file's name and a word of the log's own.
  package func anonymous(run: String, benchmark: String) -> Headline {
    var metric = metric
    if case .other = metric { metric = .other("other") }
    return Headline(
      run: run, variant: nil, benchmark: benchmark, metric: metric, value: value, ours: ours,
      agrees: agrees, path: "")
  }
}

/// A harness's number as its adapter reads it.
struct HeadlineEntry: Sendable {
  var run = Name.none
  var benchmark = Name.none
  var variant = Name.none
  var metric: Headline.Metric
  var value: Double
  /// Half of the last digit it was rounded to.
  var rounding: Double
  /// The file it stands in.
  var path: String
  /// How many problems the harness says it is of.
  var problems: Int?

  /// - Parameter decimals: To how many the harness rounds the share; nil: not at all.
  init(_ metric: Headline.Metric, _ value: Double, decimals: Int? = nil, path: String) {
    self.metric = metric
    self.value = value
    rounding = 1e-9
    var unit = 0.5
    for _ in 0..<(decimals ?? 0) { unit /= 10 }
    // A value just between two digits may be rounded to either.
    if decimals != nil { rounding = unit * 1.000_001 }
    self.path = path
  }
}

/// What the counts of a log say of a number its harness gives.
struct HeadlineCheck {
  /// *n*, *c*, and how many samples there should be, a problem each.
  struct Problem: Hashable {
    var n: Int
    var c: Int
    var expected: Int
    /// Whether its last sample was correct; nil where the order is not known.
    var endsCorrect: Bool?
    var tally: Tally { Tally(correct: c, of: n) }
  }

  private let problems: [Problem]
  private let scored: [Problem]

  /// - Parameter problems: All of the log's, those without a scored sample included.
  init(_ problems: [Problem]) {
    self.problems = problems
    scored = problems.filter { $0.n > 0 }
  }

  /// The metric by its definition, over the problems with a scored sample; nil where it does not
  /// exist for each of them.
  func value(_ metric: Headline.Metric) -> Double? {
    switch metric {
    case .mean: mean { Double($0.c) / Double($0.n) }
    case .passAt(let k): mean { $0.tally.passAt(k) }
    case .passAll(let k): mean { Self.passAll(k, $0) }
    case .anyCorrect: mean { $0.c > 0 ? 1 : 0 }
    case .other: nil
    }
  }

  /// The likely cause of a number that is not the definition's, by trying the ways it is known to
  /// be got wrong; nil: none of them gives it.
  func cause(of entry: HeadlineEntry) -> String? {
    ways(entry.metric).first { _, value in
      value.map { abs($0 - entry.value) <= entry.rounding } ?? false
    }?.0
  }

  private func ways(_ metric: Headline.Metric) -> [(String, Double?)] {
    switch metric {
    case .mean: ways(1) + [("pools the samples of all problems", pooled)]
    case .passAt(let k): ways(k) + (k == 1 ? [("pools the samples of all problems", pooled)] : [])
    case .passAll(let k):
      [
        ("leaves out the problems with fewer than \(k) samples", enough(k) { Self.passAll(k, $0) }),
        ("sampled with replacement", mean { Self.power(Double($0.c) / Double($0.n), k) }),
      ]
    case .anyCorrect, .other: []
    }
  }

  private func ways(_ k: Int) -> [(String, Double?)] {
    [
      ("leaves out the problems with fewer than \(k) samples", enough(k) { $0.tally.passAt(k) }),
      ("k > n set to 1", mean { $0.tally.passAt(k) ?? 1 }),
      ("k > n cut to n", mean { $0.tally.passAt(min(k, $0.n)) }),
      (
        "divides by samples that were not drawn",
        average(problems) { problem in
          let n = max(problem.n, problem.expected)
          return n > 0 ? Tally(correct: problem.c, of: n).passAt(k) : nil
        }
      ),
      ("pads short lists with their last score", average(scored) { padded($0).passAt(k) }),
      (
        "takes every problem to have the largest n",
        average(problems) { problem in
          let n = scored.map(\.n).max() ?? 0
          return n > 0 ? Tally(correct: problem.c, of: n).passAt(k) : nil
        }
      ),
      ("sampled with replacement", mean { 1 - Self.power(1 - Double($0.c) / Double($0.n), k) }),
      ("any of all samples, not of \(k)", value(.anyCorrect)),
    ]
  }

  // MARK: Means

  /// A problem with as many samples as any has, those that lack as its last one; as it is where its
  /// last one is not known.
  private func padded(_ problem: Problem) -> Tally {
    let lacking = (scored.map(\.n).max() ?? 0) - problem.n
    guard let endsCorrect = problem.endsCorrect, lacking > 0 else { return problem.tally }
    return Tally(correct: problem.c + (endsCorrect ? lacking : 0), of: problem.n + lacking)
  }

  private var pooled: Double? {
    let n = scored.reduce(0) { $0 + $1.n }
    return n > 0 ? Double(scored.reduce(0) { $0 + $1.c }) / Double(n) : nil
  }

  private func enough(_ k: Int, _ value: (Problem) -> Double?) -> Double? {
    average(scored.filter { $0.n >= k }, value)
  }

  private func mean(_ value: (Problem) -> Double?) -> Double? { average(scored, value) }

  private func average(_ problems: [Problem], _ value: (Problem) -> Double?) -> Double? {
    guard !problems.isEmpty else { return nil }
    var sum = 0.0
    for problem in problems {
      guard let value = value(problem) else { return nil }
      sum += value
    }
    return sum / Double(problems.count)
  }

  /// C(c, k) / C(n, k).
  private static func passAll(_ k: Int, _ problem: Problem) -> Double? {
    guard k <= problem.n else { return nil }
    var value = 1.0
    for step in 0..<k { value *= Double(max(0, problem.c - step)) / Double(problem.n - step) }
    return value
  }

  private static func power(_ base: Double, _ exponent: Int) -> Double {
    var (result, square, rest) = (1.0, base, exponent)
    while rest > 0 {
      if rest & 1 == 1 { result *= square }
      square *= square
      rest >>= 1
    }
    return result
  }
}

extension LogContent {
  /// What the harness gives of this log, and an issue for each number that its counts deny.
  func headlines(comparing: Bool) -> (all: [Headline], issues: [LogIssue]) {
    var all: [Headline] = []
    var issues: [LogIssue] = []
    var checks: [SampleSink.Key: HeadlineCheck] = [:]
    for entry in headlines {
      let place = SampleSink.Key(
        run: entry.run, benchmark: entry.benchmark, variant: entry.variant, problem: .none)
      let check = checks[place] ?? check(place)
      checks[place] = check
      let ours = check.value(entry.metric)
      let run = run(entry.run, entry.variant)
      let benchmark = benchmark(entry.benchmark).text
      all.append(
        Headline(
          run: run.run.text, variant: run.variant?.text, benchmark: benchmark,
          metric: entry.metric, value: entry.value, ours: ours,
          agrees: ours == nil ? nil : check.agrees(entry), path: entry.path))
      guard comparing, check.hasCounts, !check.agrees(entry) else { continue }
      let cause = check.cause(of: entry)
      guard ours != nil || cause != nil else { continue }
      issues.append(
        LogIssue(
          .headlineDisagrees, path: entry.path,
          detail: "\(entry.metric) of \(SampleSink.quoted(run.run.text)) on "
            + "\(SampleSink.quoted(benchmark)) is given as \(entry.value), "
            + (ours.map { "the counts give \($0)" } ?? "which the counts do not have"),
          remedy: "Likely cause: \(cause ?? "unknown"). passcurve uses the counts."))
    }
    return (all, issues)
  }

  private func check(_ place: SampleSink.Key) -> HeadlineCheck {
    var problems: [HeadlineCheck.Problem] = []
    for (index, key) in keys.enumerated()
    where key.run == place.run && key.benchmark == place.benchmark && key.variant == place.variant {
      let cell = cells[index]
      problems.append(
        HeadlineCheck.Problem(
          n: cell.n, c: cell.c, expected: max(cell.expected ?? 0, cell.n + cell.missing),
          endsCorrect: cell.ordered == cell.rows ? cell.lastIsCorrect : nil))
    }
    return HeadlineCheck(problems)
  }
}

extension HeadlineCheck {
  var hasCounts: Bool { !scored.isEmpty }

  func agrees(_ entry: HeadlineEntry) -> Bool {
    guard let ours = value(entry.metric) else {
      if case .other = entry.metric { return true }
      return false
    }
    return abs(ours - entry.value) <= entry.rounding
  }
}
