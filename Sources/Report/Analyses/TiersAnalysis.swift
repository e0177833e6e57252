import Charts
import Stats

/// Which runs of a benchmark cannot be told apart, with one attempt and with as many as all have.
///
/// Every pair of runs is compared, whichever the report compares; Holm's method over both directions
/// of all pairs decides at each `k`.
///
/// Source: docs/statistics.md, "Tiers and ranks".
struct TiersAnalysis: Analysis {
  static let id = "tiers"
  static let title = "runs that cannot be told apart, and the ranks left open"
  static let needs = "three runs or more on one benchmark, with problems in common"
  static let files = ["tiers"]

  /// More runs than this are left out: pairs grow with their square.
  static let mostRuns = 100

  private let results: Results
  /// By benchmark; none where there are too few runs or too many.
  private let orders: [[RunOrder]]

  init(_ results: Results) {
    self.results = results
    orders = results.study.benchmarks.indices.map { RunOrder.all(results, benchmark: $0) }
  }

  var absence: String? {
    if orders.contains(where: { !$0.isEmpty }) { return nil }
    let most = results.curves.map { $0.count { $0 != nil } }.max() ?? 0
    if most < 3 { return "no benchmark has three runs" }
    return most > Self.mostRuns
      ? "\(most) runs are more than the \(Self.mostRuns) that are compared with one another"
      : "the runs have no k in common"
  }

  var tables: [DataTable] {
    let rows = orders.joined().flatMap { lines($0) }
    guard !rows.isEmpty else { return [] }
    return [
      DataTable(
        "tiers",
        columns:
          "benchmark,run,k#,estimate#,tiers,rank_lower#,rank_upper#,pairs#,decided#,level#,method,target,note",
        rows: rows)
    ]
  }

  private func lines(_ order: RunOrder) -> [[String]] {
    order.places.map { place in
      [
        results.study.benchmarks[order.benchmark].id, results.study.runs[place.run].id,
        String(order.k), NumberText.optional(place.point?.estimate), place.letters,
        String(place.ranks.lowerBound), String(place.ranks.upperBound), String(order.pairs),
        String(order.decided), NumberText.shortest(results.settings.level), order.method,
        order.target.rawValue,
        order.apart > 0
          ? "\(order.apart) pairs cannot be compared" : place.point?.absence?.reason ?? "",
      ]
    }
  }

  // MARK: The pages

  var overview: [Section] { [] }

  func sections(benchmark b: Int) -> [Section] {
    let orders = orders[b]
    guard let last = orders.last else { return [] }
    return [
      Section(
        "tiers", .table, heading: heading(orders), short: "Tiers",
        tables: [table(b, orders, last)],
        notes: { html in
          html.paragraph(
            "All \(Phrase.count(last.pairs, "pair")) are compared problem by problem (\(last.method)), for \(results.settings.target.inWords). At each k the letters and ranks hold together: Holm’s correction over both directions of every pair keeps the chance of even one wrong order below \(Phrase.level(1 - results.settings.level))."
          )
          html.paragraph(
            "A letter in common is no claim that runs are equal. Likeness does not pass on, so a run may be in several tiers. Rank: from the best to the worst that is left open."
          )
          if last.apart > 0 {
            html.paragraph(
              "\(Phrase.count(last.apart, "pair")) cannot be compared, for want of a common problem or of an interval, and so \(last.apart == 1 ? "counts" : "count") as not told apart."
            )
          }
          html.links([("CSV", "../data/tiers.csv")])
        })
    ]
  }

  private func table(_ b: Int, _ orders: [RunOrder], _ last: RunOrder) -> Table {
    Table(
      "\(results.study.benchmarks[b].slug)-tiers", label: "Tiers",
      caption:
        "pass@k in percent with \(results.words.pointwise); the highest at \(Phrase.k(last.k)) first. Tier: two runs with a letter in common cannot be told apart; two without one can.",
      columns: [.init("Run")]
        + orders.flatMap { order in
          ["pass@k", "tier", "rank"].map { Table.Column($0, group: Phrase.k(order.k)) }
        },
      rows: last.places.map { place in
        [.name(results.study.runs[place.run].label)]
          + orders.flatMap { order -> [Cell] in
            let own = order.places.first { $0.run == place.run }
            return [
              .share(own?.point), own.map { .words($0.letters) } ?? .none("–"),
              own.map { .words(Self.text($0.ranks)) } ?? .none("–"),
            ]
          }
      })
  }

  private static func text(_ ranks: ClosedRange<Int>) -> String {
    ranks.count == 1 ? "\(ranks.lowerBound)" : "\(ranks.lowerBound)–\(ranks.upperBound)"
  }

  /// How many pairs are told apart at either end.
  private func heading(_ orders: [RunOrder]) -> String {
    let ends = orders.map { order in
      "\(order.decided == 0 ? "none" : Findings.word(order.decided)) at \(Phrase.k(order.k))"
    }
    return
      "Of \(Findings.word(orders[0].pairs)) pairs of runs, the data tell apart \(Phrase.list(ends))"
  }
}

/// The runs of one benchmark in the order of their estimates at one `k`, and what of it is decided.
struct RunOrder: Sendable {
  struct Place: Sendable {
    let run: Int
    let point: CurvePoint?
    /// The letters of its tiers.
    let letters: String
    let ranks: ClosedRange<Int>
  }

  let benchmark: Int
  let k: Int
  /// The best first.
  let places: [Place]
  /// Pairs of runs, those of which one is decidedly ahead, and those that cannot be compared.
  let pairs: Int
  let decided: Int
  let apart: Int
  let method: String
  let target: Target

  /// At the first and the last `k` shown that all runs have; none where fewer than three have one.
  static func all(_ results: Results, benchmark b: Int) -> [RunOrder] {
    let curves = results.curves[b].compactMap { $0 }.filter { $0.curve.largestK >= 1 }
    guard (3...TiersAnalysis.mostRuns).contains(curves.count) else { return [] }
    let last = curves.map(\.curve.largestK).min()!
    let ks = (results.settings.ks ?? [1, last]).filter { $0 <= last }
    guard let first = ks.first, let end = ks.last else { return [] }
    let pairs = RunPairs(curves, results.settings)
    return Set([first, end]).sorted().map { RunOrder(curves, pairs, at: $0, results) }
  }

  private init(_ curves: [Results.Curve], _ pairs: RunPairs, at k: Int, _ results: Results) {
    benchmark = curves[0].cell.benchmark
    self.k = k
    self.pairs = curves.count * (curves.count - 1) / 2
    method = pairs.method
    target = results.settings.target
    var apart = 0
    let order = DecidedOrder(runs: curves.count, level: results.settings.level) { i, j in
      let outcome = pairs.outcome(i, j, at: k)
      if outcome == nil { apart += 1 }
      return outcome
    }
    self.apart = apart
    let points = curves.map { $0.point(at: k) }
    let heights = points.map { point in
      point?.estimate ?? point?.bounds.map { ($0.lowerBound + $0.upperBound) / 2 } ?? 0
    }
    let best = curves.indices.sorted {
      heights[$0] == heights[$1] ? $0 < $1 : heights[$0] > heights[$1]
    }
    let tiers = Tiers(order, order: best)
    let ranks = order.ranks
    places = best.map { i in
      Place(
        run: curves[i].cell.run, point: points[i], letters: tiers.letters(of: i), ranks: ranks[i])
    }
    decided = curves.indices.reduce(0) { sum, i in
      sum + curves.indices.count { i < $0 && order.sign(i, $0) != 0 }
    }
  }
}

/// Every pair of the runs of one benchmark, on the problems the two share.
private struct RunPairs {
  let method: String
  private let runs: [[(id: String, tally: Tally)]]
  private let fixed: [FixedSetCurve?]?
  private let level: Double
  private let difference: DifferenceMethod

  init(_ curves: [Results.Curve], _ settings: Settings) {
    runs = curves.map { curve in
      curve.cell.problems.filter { $0.tally.samples + $0.tally.missing > 0 }
        .map { (id: $0.id, tally: $0.tally) }
    }
    level = settings.level
    let wanted = DifferenceMethod(settings.method)
    difference = wanted.isDirichlet ? wanted : .dirichletHalf
    guard settings.target == .fixed else {
      (fixed, method) = (nil, difference.rawValue)
      return
    }
    method = DifferenceInference.fixedMethod
    fixed = runs.map { FixedSetCurve($0.map(\.tally)) }
  }

  /// The sign of run `i` over run `j` and the two-sided p; `nil` where the two cannot be compared.
  func outcome(_ i: Int, _ j: Int, at k: Int) -> (sign: Int, pValue: Double)? {
    let (common, isWhole) = shared(i, j)
    let difference: Double?
    let pValue: Double?
    let interval: Interval?
    if let fixed {
      var pair: FixedSetDifference?
      if isWhole, let one = fixed[i], let two = fixed[j] {
        pair = FixedSetDifference(common, baseline: two, candidate: one, level: level)
      } else {
        pair = FixedSetDifference(common, level: level)
      }
      let point = pair?.point(at: k)
      (difference, pValue, interval) = (point?.difference, point?.pValue, point?.interval)
    } else {
      let point = PairedDifference(common, level: level, method: self.difference)?.point(at: k)
      (difference, pValue, interval) = (point?.difference, point?.pValue, point?.interval)
    }
    guard let pValue, let interval else { return nil }
    if interval.lower > 0 { return (1, pValue) }
    if interval.upper < 0 { return (-1, pValue) }
    return ((difference ?? 0) > 0 ? 1 : (difference ?? 0) < 0 ? -1 : 0, pValue)
  }

  /// The tallies of both on the problems they share, run `j` as the baseline, and whether neither
  /// has others.
  private func shared(
    _ i: Int, _ j: Int
  ) -> (common: [(baseline: Tally, candidate: Tally)], isWhole: Bool) {
    let (one, two) = (runs[i], runs[j])
    if one.count == two.count, zip(one, two).allSatisfy({ $0.id == $1.id }) {
      return (zip(one, two).map { (baseline: $1.tally, candidate: $0.tally) }, true)
    }
    let known = Dictionary(uniqueKeysWithValues: one.map { ($0.id, $0.tally) })
    let common = two.compactMap { problem in
      known[problem.id].map { (baseline: problem.tally, candidate: $0) }
    }
    return (common, false)
  }
}
