import EvalLogs
import Stats

/// What one scorer makes of the samples of one run on one benchmark.
struct PerplexityRun: Sendable {
  /// A distribution: quantiles at 5, 25, 50, 75 and 95 %.
  struct Spread: Sendable {
    let count: Int
    let quantiles: [Double]

    static let shares = [0.05, 0.25, 0.5, 0.75, 0.95]

    init?(_ values: [Double]) {
      guard !values.isEmpty else { return nil }
      count = values.count
      quantiles = Stats.quantiles(of: values, at: Self.shares)
    }

    var median: Double { quantiles[2] }
  }

  let cell: Study.Cell
  /// Who gave the log-probabilities; `nil` where the log does not say.
  let scorer: String?
  /// Samples of this scorer.
  let samples: Int
  /// Perplexities of all of them that have one, and of the problems' means.
  let pooled: Spread?
  let byProblem: Spread?
  /// The same of the scorer's own likeliest token at each place.
  let top: Spread?
  /// Means over problems of their means; `nil` where nothing says it.
  let tokens: Double?
  let logprobSum: Double?
  let entropy: Double?

  /// What a model that scored its own samples is called.
  static let own = "own model"

  /// Every scorer's of one run, by name.
  static func all(_ study: Study, _ cell: Study.Cell) -> [PerplexityRun] {
    let columns: [SampleColumn] = [.scorer, .logprobSum, .topLogprobSum, .tokens, .tokenEntropy]
    // There the scorer is who judged the answer, and the log-probabilities the model's own.
    let isOwn = cell.format?.split(separator: ", ").contains("inspect") ?? false
    var scorers: [String: [ReadProblem]] = [:]
    for problem in cell.problems {
      var own: [String: ReadProblem] = [:]
      study.eachSample(of: problem, columns) { _, values in
        own[isOwn ? Self.own : values[0]?.text ?? "", default: ReadProblem()].add(values)
      }
      for (scorer, read) in own { scorers[scorer, default: []].append(read) }
    }
    return scorers.sorted { $0.key < $1.key }.compactMap { scorer, problems in
      let run = PerplexityRun(cell, scorer.isEmpty ? nil : scorer, problems)
      return run.pooled == nil && run.entropy == nil ? nil : run
    }
  }

  private init(_ cell: Study.Cell, _ scorer: String?, _ problems: [ReadProblem]) {
    (self.cell, self.scorer) = (cell, scorer)
    samples = problems.reduce(0) { $0 + $1.samples }
    pooled = Spread(problems.flatMap(\.perplexities))
    byProblem = Spread(problems.compactMap { Stats.mean(of: $0.perplexities) })
    top = Spread(problems.flatMap(\.top))
    tokens = Self.mean(problems, \.tokens)
    logprobSum = Self.mean(problems, \.sums)
    entropy = Self.mean(problems, \.entropies)
  }

  private static func mean(_ problems: [ReadProblem], _ values: (ReadProblem) -> [Double])
    -> Double?
  {
    Stats.mean(of: problems.compactMap { Stats.mean(of: values($0)) })
  }
}

/// The samples of one problem and scorer.
private struct ReadProblem {
  /// Nats: no token has as many.
  private static let most = 1e3

  private(set) var samples = 0
  private(set) var perplexities: [Double] = []
  private(set) var top: [Double] = []
  private(set) var tokens: [Double] = []
  private(set) var sums: [Double] = []
  private(set) var entropies: [Double] = []

  /// - Parameter values: Scorer, both sums, tokens and entropy.
  mutating func add(_ values: [SampleTable.Value?]) {
    samples += 1
    let count = values[3]?.number.flatMap { Int(exactly: $0) }
    func likelihood(_ sum: Double?) -> SequenceLikelihood? {
      sum.flatMap { sum in count.flatMap { SequenceLikelihood(logprobSum: sum, tokens: $0) } }
    }
    if let own = likelihood(values[1]?.number), let perplexity = own.perplexity {
      perplexities.append(perplexity)
      sums.append(own.logprobSum)
      tokens.append(Double(own.tokens))
      if let best = likelihood(values[2]?.number)?.perplexity { top.append(best) }
    }
    if let entropy = values[4]?.number, entropy >= 0, entropy < Self.most {
      entropies.append(entropy)
    }
  }
}
