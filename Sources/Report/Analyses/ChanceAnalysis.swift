import Charts
import Stats

/// How far runs are above guessing, and what is left of their curves without the problems that
/// answers without reasoning get right now and then.
///
/// Source: Yue et al. 2025, arXiv:2504.13837, appendix D.2 and figure 12.
struct ChanceAnalysis: Analysis {
  static let id = "chance"
  static let title = "pass@k above guessing, and without the problems that can be guessed"
  static let needs =
    "`guess_rate` of a benchmark in passcurve.yaml, or a run with the tag `direct` that answers without reasoning"
  static let files = ["chance", "guess-filter"]

  private let results: Results
  private let filters: [GuessFilter]

  init(_ results: Results) {
    self.results = results
    filters = results.study.benchmarks.indices.compactMap { GuessFilter(results, benchmark: $0) }
  }

  private func rate(_ b: Int) -> Double? { results.study.benchmarks[b].guessRate }

  private func curves(_ b: Int) -> [Results.Curve] {
    rate(b) == nil
      ? []
      : results.curves[b].compactMap { $0 }.filter { $0.points.contains { $0.estimate != nil } }
  }

  var absence: String? {
    let known = results.study.benchmarks.indices.contains { !curves($0).isEmpty }
    return known || !filters.isEmpty
      ? nil : "no guess_rate is given, and no run has the tag direct"
  }

  var tables: [DataTable] {
    let rows = results.study.benchmarks.indices.flatMap { b in
      curves(b).flatMap { curve in [curve.population, curve.fixed].flatMap { lines(curve, $0, b) } }
    }
    return
      (rows.isEmpty
      ? []
      : [
        DataTable(
          "chance",
          columns:
            "run,benchmark,k#,guess_rate#,chance#,estimate#,excess#,lower#,upper#,level#,method,target,note",
          rows: rows)
      ]) + (filters.isEmpty ? [] : [GuessFilter.table(filters, results)])
  }

  private func lines(
    _ curve: Results.Curve, _ inference: CurveInference, _ b: Int
  ) -> [[String]] {
    guard let rate = rate(b), inference.absence == nil else { return [] }
    return inference.points.map { point in
      let chance = chancePassAt(point.k, guessing: rate)
      return [
        results.study.runs[curve.cell.run].id, results.study.benchmarks[b].id, String(point.k),
        NumberText.shortest(rate), NumberText.shortest(chance),
        NumberText.optional(point.estimate),
        NumberText.optional(point.estimate.map { $0 - chance }),
        point.interval.map { NumberText.lower($0.lower - chance) } ?? "",
        point.interval.map { NumberText.upper($0.upper - chance) } ?? "",
        NumberText.shortest(results.settings.level), inference.method, inference.target.rawValue,
        point.absence?.reason ?? "",
      ]
    }
  }

  // MARK: The pages

  var overview: [Section] { [] }

  func sections(benchmark b: Int) -> [Section] {
    (chanceSection(b).map { [$0] } ?? [])
      + filters.filter { $0.benchmark == b }.map { $0.section(results) }
  }

  private func chanceSection(_ b: Int) -> Section? {
    let curves = curves(b)
    guard let rate = rate(b), let last = curves.map(\.curve.largestK).min(), last >= 1 else {
      return nil
    }
    let slug = results.study.benchmarks[b].slug
    let figures = [true, false].map { figure(b, rate, "\(slug)-chance", isWide: $0) }
    return Section(
      "chance", .figure, heading: heading(curves, rate, last), short: "Chance", figures: figures,
      body: { $0.figures(figures) },
      notes: { html in
        html.paragraph(
          lead: "Guessing",
          ": the grey line is 1 \(Phrase.minus) (1 \(Phrase.minus) g)^k with g = \(NumberText.shortest(rate)) from passcurve.yaml: blind guesses, each independent of the others. A curve that is no higher shows no solving; one that is higher does not show that every answer was reasoned."
        )
        html.paragraph(results.words.bands)
        html.links([
          ("CSV", "../data/chance.csv"), ("SVG", "../figures/\(slug)-chance.svg"),
        ])
      })
  }

  /// At the smallest and at the largest common k, how many runs are decidedly above guessing.
  private func heading(_ curves: [Results.Curve], _ rate: Double, _ last: Int) -> String {
    let ks = Set([
      curves[0].points.first?.k ?? 1, curves[0].points.last { $0.k <= last }?.k ?? last,
    ])
    let counts = ks.sorted().map { k in
      let chance = chancePassAt(k, guessing: rate)
      return (
        k: Phrase.k(k), above: curves.count { ($0.point(at: k)?.interval?.lower ?? 0) > chance }
      )
    }
    guard curves.count == 1 else {
      let ends = counts.map { "\(Findings.word($0.above)) at \($0.k)" }
      return
        "Of \(Findings.word(curves.count)) runs, each taken alone, \(Phrase.list(ends)) \(counts.count == 1 && counts[0].above == 1 ? "is" : "are") above guessing"
    }
    let name = results.study.runs[curves[0].cell.run].label
    let above = counts.filter { $0.above == 1 }.map(\.k)
    return above.isEmpty
      ? "\(name) is not told to be above guessing"
      : "\(name) is above guessing at \(above.joined(separator: " and at "))"
  }

  private func figure(_ b: Int, _ rate: Double, _ id: String, isWide: Bool) -> Figure {
    let drawing = CurveDrawing(results, benchmark: b)
    let own = drawing.curves(values: isWide)
    let ks = Set(own.flatMap { $0.values.map(\.x) }).sorted()
    let chance = CurveSeries(
      "guessing", style: .muted,
      values: ks.map {
        CurveSeries.Value(x: $0, value: chancePassAt(Int($0), guessing: rate), limits: nil)
      })
    return .curves(
      id: id + (isWide ? "" : "-narrow"),
      title: "pass@k above guessing on \(results.study.benchmarks[b].label)",
      description: "pass@k of each run beside that of blind guesses.",
      size: isWide ? .wideSingle : .narrowSingle,
      xTitle: isWide ? "k, samples a problem (log scale)" : "k (log scale)", curves: own + [chance],
      y: .probability)
  }
}

/// The curves without the problems that a run without reasoning gets right at times: with a rate
/// above 0 and of at most 5 %.
struct GuessFilter: Sendable {
  /// Of the direct answers; the paper's "less than 5 %".
  static let rate = 0.05

  private struct Row: Sendable {
    let run: Int
    let k: Int
    let all: CurvePoint
    let kept: CurvePoint
    let problems: Int
  }

  let benchmark: Int
  private let direct: Int
  /// Problems of the direct run, and those among them that are left out.
  private let problems: Int
  private let dropped: Int
  private let rows: [Row]

  /// - Returns: `nil` where no run with the tag has the benchmark, or it leaves no problem.
  init?(_ results: Results, benchmark b: Int) {
    let study = results.study
    guard
      let direct = study.runs.indices.first(where: {
        study.runs[$0].tags.contains("direct") && study.cells[b][$0] != nil
      }), let cell = study.cells[b][direct]
    else { return nil }
    let guessed = Set(
      cell.problems.filter { problem in
        let tally = problem.tally
        return tally.correct > 0
          && Double(tally.correct) <= Self.rate * Double(tally.samples)
      }.map(\.id))
    let known = Set(cell.problems.filter { $0.tally.samples > 0 }.map(\.id))
    (benchmark, self.direct, problems, dropped) = (b, direct, known.count, guessed.count)
    rows = study.runs.indices.filter { $0 != direct }.flatMap { run -> [Row] in
      guard let curve = results.curves[b][run], let own = study.cells[b][run] else { return [] }
      let kept = own.problems.filter { known.contains($0.id) && !guessed.contains($0.id) }
      return Self.points(kept.map(\.tally), like: curve, results.settings).map { point in
        Row(run: run, k: point.all.k, all: point.all, kept: point.kept, problems: kept.count)
      }
    }
    if rows.isEmpty { return nil }
  }

  /// At the first and the last `k`, all problems beside those kept.
  private static func points(
    _ tallies: [Tally], like curve: Results.Curve, _ settings: Settings
  ) -> [(all: CurvePoint, kept: CurvePoint)] {
    let known = curve.points.filter { $0.estimate != nil }
    guard let first = known.first, let last = known.last,
      let some = PassCurve(
        tallies, level: settings.level, method: settings.method, resampling: settings.resampling)
    else { return [] }
    let fixed = settings.target == .fixed ? FixedSetCurve(tallies) : nil
    return (first.k == last.k ? [first] : [first, last]).map { point in
      (point, fixed?.point(at: point.k, level: settings.level) ?? some.point(at: point.k))
    }
  }

  static func table(_ filters: [GuessFilter], _ results: Results) -> DataTable {
    DataTable(
      "guess-filter",
      columns:
        "run,benchmark,direct_run,k#,all_estimate#,problems#,estimate#,lower#,upper#,level#,method,target,note",
      rows: filters.flatMap { filter in
        filter.rows.map { row in
          [
            results.study.runs[row.run].id, results.study.benchmarks[filter.benchmark].id,
            results.study.runs[filter.direct].id, String(row.k),
            NumberText.optional(row.all.estimate), String(row.problems),
            NumberText.optional(row.kept.estimate),
            NumberText.lowerLimit(row.kept.interval),
            NumberText.upperLimit(row.kept.interval),
            NumberText.shortest(results.settings.level), results.words.method,
            results.settings.target.rawValue, row.kept.absence?.reason ?? "",
          ]
        }
      })
  }

  func section(_ results: Results) -> Section {
    let runs = results.study.runs
    let left = problems - dropped
    let table = Table(
      "\(results.study.benchmarks[benchmark].slug)-guess-filter",
      label: "Without problems that can be guessed",
      caption:
        "pass@k in percent with \(results.words.pointwise): on all problems of the run, and on those left.",
      columns: ["Run", "k", "all problems", "those left", "problems left"].map { .init($0) },
      rows: rows.map { row in
        [
          .run(row.run, results.study), .count(row.k), .share(row.all), .share(row.kept),
          .count(row.problems),
        ]
      })
    return Section(
      "guess-filter", .table,
      heading:
        "\(Phrase.count(left)) of \(Phrase.count(problems, "problem")) \(left == 1 ? "is" : "are") left without those that \(runs[direct].label) gets right now and then",
      short: "Guessed", tables: [table], body: { $0.folded("Values", table) },
      notes: { html in
        html.paragraph(
          "Left out: problems whose answer \(runs[direct].label), tagged direct, gets right with a rate above 0 and of at most \(Phrase.rate(Self.rate)), and those it did not try. The filter looks at that run alone, not at the runs shown."
        )
        html.links([("CSV", "../data/guess-filter.csv")])
      })
  }
}
