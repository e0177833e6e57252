import Charts
import EvalLogs
import Stats

/// How many different answers a run gives to a problem, and whether a candidate gives fewer than its
/// baseline: what is called mode collapse.
///
/// Source: docs/statistics.md, "Diversity of answers".
struct DiversityAnalysis: Analysis {
  static let id = "diversity"
  static let title = "how many different answers a problem gets"
  static let needs = "the samples’ answers, two or more on nine in ten problems"
  static let files = ["diversity"]
  static let columns: Set<SampleColumn> = [.answer]

  private let results: Results
  /// By benchmark.
  private let benchmarks: [DiversityRuns?]
  /// Of each pair's distinct answers, over the whole report; by benchmark, then as its pairs.
  private let adjusted: [[Double?]]

  init(_ results: Results) {
    self.results = results
    benchmarks = parallelMap(results.study.benchmarks.count, threads: results.settings.threads) {
      DiversityRuns(results, benchmark: $0)
    }
    let values = benchmarks.map { $0?.pairs.map { $0.differences[.distinct]?.pValue } ?? [] }
    var left = holm(values.joined().compactMap { $0 })[...]
    adjusted = values.map { $0.map { $0 == nil ? nil : left.removeFirst() } }
  }

  var absence: String? {
    if benchmarks.contains(where: { $0 != nil }) { return nil }
    return results.study.samples.columns.contains(.answer)
      ? "no benchmark has two answers on nine in ten problems of its runs"
      : "the logs carry no answers; plain rows name them in a column answer"
  }

  // MARK: The file

  var tables: [DataTable] {
    let rows = zip(benchmarks, adjusted).flatMap { runs, adjusted in
      runs.map { lines($0, adjusted) } ?? []
    }
    guard !rows.isEmpty else { return [] }
    return [
      DataTable(
        "diversity",
        columns:
          "benchmark,run,baseline,metric,k#,estimate#,lower#,upper#,p_value#,p_adjusted#,level#,method,target,problems#,left_out#,note",
        rows: rows)
    ]
  }

  private func lines(_ all: DiversityRuns, _ adjusted: [Double?]) -> [[String]] {
    let study = results.study
    let level = NumberText.shortest(results.settings.level)
    let target = Target.population.rawValue
    func line(
      _ run: Int, _ baseline: Int?, _ metric: DiversityMetric, _ k: Int, _ estimate: Double?,
      _ interval: Interval?, _ p: (Double?, Double?), _ method: String, _ problems: Int,
      _ leftOut: Int?, _ note: String?
    ) -> [String] {
      [
        study.benchmarks[all.benchmark].id, study.runs[run].id,
        baseline.map { study.runs[$0].id } ?? "", metric.rawValue,
        metric.isAmong ? String(k) : "", NumberText.optional(estimate),
        interval.map { NumberText.lowerQuantity($0.lower) } ?? "",
        interval.map { NumberText.upperQuantity($0.upper) } ?? "", p.0.map(NumberText.upper) ?? "",
        p.1.map(NumberText.upper) ?? "", level, method, target, String(problems),
        leftOut.map { String($0) } ?? "", note ?? "",
      ]
    }
    var lines: [[String]] = []
    for run in all.runs {
      for metric in DiversityMetric.allCases {
        let points = metric == .distinct ? run.curve : [run.points[metric]!]
        lines += points.map { point in
          line(
            run.run, nil, metric, point.k, point.estimate, point.interval, (nil, nil),
            results.settings.method.rawValue, run.problems.count, run.leftOut,
            point.absence?.reason ?? point.intervalAbsence?.reason)
        }
      }
    }
    for (pair, adjusted) in zip(all.pairs, adjusted) {
      for metric in DiversityMetric.allCases {
        guard let difference = pair.differences[metric] else { continue }
        lines.append(
          line(
            pair.pair.candidate, pair.pair.baseline, metric, all.k, difference.difference,
            difference.interval,
            (difference.pValue, metric == .distinct ? adjusted : nil),
            DifferenceMethod(results.settings.method).rawValue, pair.problems, nil,
            difference.absence?.reason))
      }
    }
    return lines
  }

  // MARK: The pages

  var overview: [Section] { [] }

  func sections(benchmark b: Int) -> [Section] {
    guard let all = benchmarks[b] else { return [] }
    let page = DiversityPage(results, all, adjusted[b])
    let slug = results.study.benchmarks[b].slug
    let table = page.table
    return [
      Section(
        "diversity", .figure, heading: page.heading, short: "Diversity",
        figures: Figure.both("\(slug)-diversity", page.figure), tables: [table],
        notes: { html in
          page.explain(into: &html)
          html.links([
            ("Values", "#diversity-values"), ("CSV", "../data/diversity.csv"),
            ("SVG", "../figures/\(slug)-diversity.svg"),
          ])
        },
        after: { $0.details("diversity-values", "Diversity of answers by run", [table]) })
    ]
  }
}

/// The answers of one benchmark as a figure, its words and its table.
private struct DiversityPage: Sendable {
  let results: Results
  let all: DiversityRuns
  /// Of the pairs' distinct answers, over the whole report.
  let adjusted: [Double?]
  private let styles: RunStyles

  private static let rows = 60

  init(_ results: Results, _ all: DiversityRuns, _ adjusted: [Double?]) {
    (self.results, self.all, self.adjusted) = (results, all, adjusted)
    styles = RunStyles(results, benchmark: all.benchmark)
  }

  private func label(_ run: Int) -> String { results.study.runs[run].label }
  private var level: String { Phrase.level(results.settings.level) }
  private var k: String { Phrase.count(all.k) }

  func figure(_ id: String, isWide: Bool) -> Figure {
    let series = all.runs.map { run in
      let style = styles[run.run]
      let values =
        [CurveSeries.Value(x: 1, value: 1, limits: nil)]
        + run.curve.map {
          CurveSeries.Value(x: Double($0.k), value: $0.estimate, limits: $0.limits)
        }
      return CurveSeries(
        style == .muted ? nil : label(run.run), style: style, values: values,
        endValue: run.curve.last.flatMap { point in
          point.estimate.map { Quantity.text($0, point.interval) }
        })
    }
    return Figure.curves(
      id: id, title: "Distinct answers on \(results.study.benchmarks[all.benchmark].label)",
      description: all.runs.prefix(6).map { run in
        "\(label(run.run)): \(words(run.points[.distinct])) distinct answers among \(all.k)."
      }.joined(separator: " ") + " Shaded are \(level) pointwise intervals.",
      size: isWide ? .wideSingle : .narrowSingle,
      xTitle: isWide ? "k, samples with an answer (log scale)" : "k (log scale)", curves: series,
      y: .quantity)
  }

  private func words(_ point: CurvePoint?) -> String {
    guard let point, let estimate = point.estimate else { return "no value of" }
    return [Quantity.text(estimate, point.interval), point.interval.map(Quantity.limits)]
      .compactMap(\.self).joined(separator: " ")
  }

  // MARK: Words

  var heading: String {
    guard !all.pairs.isEmpty else { return alone }
    let signs = all.pairs.indices.map(sign)
    if all.pairs.count == 1 {
      let pair = all.pairs[0].pair
      let (one, other) = (label(pair.candidate), label(pair.baseline))
      guard signs[0] != 0, let found = all.pairs[0].differences[.distinct],
        let interval = found.interval, let difference = found.difference
      else {
        return "The data cannot tell whether \(one) or \(other) gives more different answers"
      }
      return
        "\(one) gives \(Quantity.size(difference, interval)) \(signs[0] > 0 ? "more" : "fewer") distinct answers among \(k) than \(other)"
    }
    let (fewer, more) = (signs.count { $0 < 0 }, signs.count { $0 > 0 })
    let total = Findings.word(signs.count)
    if fewer + more == 0 {
      return
        "In none of \(total) comparisons can the data tell which run gives more different answers"
    }
    let parts = [(fewer, "fewer distinct answers"), (more, "more distinct answers")]
    return
      "The candidate gives \(Findings.often(parts, of: signs.count, "comparisons", by: "in"))"
  }

  /// Of runs that are not compared.
  private var alone: String {
    let known = all.runs.compactMap { run in
      run.points[.distinct].flatMap { point in point.estimate.map { (run.run, $0, point) } }
    }
    guard let low = known.min(by: { $0.1 < $1.1 }), let high = known.max(by: { $0.1 < $1.1 })
    else { return "No run has a value" }
    if known.count == 1 {
      return "\(label(low.0)) gives \(words(low.2)) distinct answers among \(k)"
    }
    let ends = [low, high].map { Quantity.text($0.1, $0.2.interval) }
    if ends[0] == ends[1] {
      return "\(Phrase.count(known.count, "run")) give \(ends[0]) distinct answers among \(k) each"
    }
    return
      "Distinct answers among \(k) run from \(ends[0]) (\(label(low.0))) to \(ends[1]) (\(label(high.0)))"
  }

  /// The side of a pair that is decided over the whole report, 0 where none is.
  private func sign(_ index: Int) -> Int {
    guard let adjusted = adjusted[index], adjusted < 1 - results.settings.level,
      let interval = all.pairs[index].differences[.distinct]?.interval
    else { return 0 }
    return interval.lower > 0 ? 1 : -1
  }

  func explain(into html: inout MarkupWriter) {
    html.paragraph(
      lead: "Distinct answers among k",
      " of a problem’s samples, expected without bias from all that have an answer, each problem with equal weight. Answers are compared as the log has them. Shaded: \(level) intervals, each for its own k (\(results.settings.method.rawValue)), for \(Target.population.inWords)."
    )
    html.paragraph(
      "All runs are looked at among as many answers, \(k) at most: what is seen grows with the samples. That many are there on nine in ten problems of each run; problems with fewer are left out\(leftOut)."
    )
    if !all.pairs.isEmpty {
      html.paragraph(
        "The heading compares distinct answers among \(k), problem by problem (\(DifferenceMethod(results.settings.method).rawValue)), with Holm’s correction over all pairs and benchmarks of the report. Fewer different answers are no fault where they are the right ones."
      )
    }
    if !styles.isComplete {
      html.paragraph(
        "In colour: the baseline if one is named, the highest and the lowest by pass@k.")
    }
  }

  /// " (base 2, RL 0)", runs by name where they are few.
  private var leftOut: String {
    let total = all.runs.reduce(0) { $0 + $1.leftOut }
    if total == 0 { return ": none" }
    guard all.runs.count <= 6 else { return ", \(Phrase.count(total)) in all" }
    return ": "
      + all.runs.map { "\(label($0.run)) \(Phrase.count($0.leftOut))" }
      .joined(separator: ", ")
  }

  // MARK: The table

  var table: Table {
    let runs = all.runs.prefix(Self.rows)
    let pairs = all.pairs.prefix(Self.rows)
    return Table(
      "\(results.study.benchmarks[all.benchmark].slug)-diversity", label: "Diversity of answers",
      caption:
        "Means over problems with \(level) intervals for \(Target.population.inWords)\(pairs.isEmpty ? "" : "; below them paired differences, each taken alone, bold where the one of distinct answers holds after correction"). Two agree: the chance in percent that two samples give one answer. Effective number: as many equally frequent answers have the entropy of all that a problem got; it grows with their number."
        + (runs.count < all.runs.count || pairs.count < all.pairs.count
          ? " The first \(Self.rows) of each; data/diversity.csv has all." : ""),
      columns: [
        .init("Run"), .init("Problems"), .init("Without answer"), .init("Distinct among \(k)"),
        .init("Entropy among \(k), bits"), .init("Two agree"), .init("Effective number"),
      ],
      rows: runs.map(cells) + pairs.indices.map { cells(pairs[$0], $0) })
  }

  private func cells(_ run: DiversityRuns.Run) -> [Cell] {
    [
      .run(run.run, results.study), .count(run.problems.count),
      .rate(run.samples == 0 ? 0 : Double(run.unanswered) / Double(run.samples)),
    ]
      + DiversityMetric.allCases.map {
        $0 == .agreement ? .share(run.points[$0]) : Quantity.cell(run.points[$0])
      }
  }

  private func cells(_ pair: DiversityRuns.Pair, _ index: Int) -> [Cell] {
    [
      .name(label(pair.pair.candidate), sub: ["less \(label(pair.pair.baseline))"]),
      .count(pair.problems), .none(""),
    ]
      + DiversityMetric.allCases.map { metric in
        let found = pair.differences[metric]
        let strong = metric == .distinct && sign(index) != 0
        return metric == .agreement && found?.difference != nil
          ? .difference(found, strong: strong) : Quantity.cell(found, strong: strong)
      }
  }
}
