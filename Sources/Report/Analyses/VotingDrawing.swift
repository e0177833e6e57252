import Charts
import Stats

/// The votes of one benchmark as a figure, its words and its table.
struct VotingDrawing: Sendable {
  private let results: Results
  private let benchmark: Int
  private let runs: [VotingRun]
  /// Of each run's gain, adjusted over the report.
  private let adjusted: [Double?]
  private let shown: [VotingRun]

  /// Panels of one figure, and rows of one table; the file holds all.
  private static let panels = 4
  private static let rows = 60

  init(_ results: Results, benchmark: Int, _ runs: [VotingRun], _ adjusted: [Double?]) {
    (self.results, self.benchmark) = (results, benchmark)
    (self.runs, self.adjusted) = (runs, adjusted)
    let styles = RunStyles(results, benchmark: benchmark)
    let coloured = runs.filter { styles[$0.cell.run] != .muted }
    shown = Array((coloured.isEmpty ? runs : coloured).prefix(Self.panels))
  }

  private func label(_ run: VotingRun) -> String { results.study.runs[run.cell.run].label }

  // MARK: The figure

  /// The ways to choose have a colour each, since every panel is one run.
  private static let styles: (pass: SeriesStyle, vote: SeriesStyle, best: SeriesStyle) = (
    .hue(0), .hue(1), .hue(2)
  )

  func figure(_ id: String, isWide: Bool) -> Figure {
    let further = Double(shown.count - 1)
    return Figure(
      id: id, title: "Votes on \(results.study.benchmarks[benchmark].label)",
      description: description,
      size: FigureSize(
        width: isWide ? 736 : 352, height: (isWide ? 320 : 270) + (isWide ? 220 : 200) * further,
        className: isWide ? "w" : "n"),
      x: XAxis(
        .log2,
        values: shown.flatMap { series($0).flatMap { $0.values.map(\.x) } },
        title: isWide ? "k, samples a problem (log scale)" : "k (log scale)"),
      // Panels beside each other have one range; a single one may look closer.
      panels: shown.map { run in
        .curves(
          series(run), title: label(run),
          y: shown.count == 1 ? .zoomedProbability : .probability)
      })
  }

  private func series(_ run: VotingRun) -> [CurveSeries] {
    let votes = run.votes.map(\.point)
    return [
      curve("pass@k", run.pass, Self.styles.pass),
      curve(run.rule.label("k"), votes, Self.styles.vote),
    ] + (run.best.isEmpty ? [] : [curve(RewardMetric.best.rawValue, run.best, Self.styles.best)])
  }

  private func curve(_ name: String, _ points: [CurvePoint], _ style: SeriesStyle) -> CurveSeries {
    let last = points.last { $0.estimate != nil }
    return CurveSeries(
      name, style: style,
      values: points.compactMap { point in
        let text = Cell.share(point).text
        if let estimate = point.estimate {
          return CurveSeries.Value(
            x: Double(point.k), value: estimate, limits: point.limits, text: text)
        }
        return point.bounds.map {
          CurveSeries.Value(x: Double(point.k), value: nil, limits: $0, text: text)
        }
      },
      endValue: last.map { "\(Phrase.percent($0.estimate!, $0.interval))\(Phrase.space)%" })
  }

  private var description: String {
    let sentences = shown.map { run in
      let k = run.largestK
      let values = [
        ("pass@\(k)", run.pass(at: k)), (run.rule.label(k), run.vote(at: k)?.point),
        ("best-of-\(k)", run.best(at: k)),
      ].compactMap { name, point in
        point?.estimate.map { "\(name) \(Phrase.percent($0, point?.interval)) %" }
      }
      return "\(label(run)): \(Phrase.list(values))."
    }
    return
      "\(sentences.joined(separator: " ")) Shaded are \(Phrase.level(results.settings.level)) pointwise intervals for \(Target.population.inWords)."
  }

  // MARK: Words

  private enum Outcome { case ahead, behind, open }

  /// What is decided of a run's vote against a single sample, all of the report corrected together.
  private func outcome(_ index: Int) -> Outcome {
    guard let gain = runs[index].gain?.difference, let interval = gain.interval,
      let adjusted = adjusted[index], adjusted < 1 - results.settings.level
    else { return .open }
    return interval.lower > 0 ? .ahead : .behind
  }

  var heading: String {
    let voted = runs.indices.filter { runs[$0].gain != nil }
    guard let first = voted.first else { return shares }
    guard voted.count > 1 else {
      let (k, difference) = (runs[first].gain!.k, runs[first].gain!.difference)
      let vote = "A majority vote of \(Phrase.count(k, "sample")) of \(label(runs[first]))"
      switch outcome(first) {
      case .ahead: return "\(vote) is ahead of one sample by \(Self.points(difference))"
      case .behind: return "\(vote) is behind one sample by \(Self.points(difference))"
      case .open:
        return
          "The data cannot tell whether a majority vote of \(Phrase.count(k, "sample")) of \(label(runs[first])) helps"
      }
    }
    let outcomes = voted.map(outcome)
    let (ahead, behind) = (outcomes.count { $0 == .ahead }, outcomes.count { $0 == .behind })
    let total = Findings.word(voted.count)
    if ahead + behind == 0 {
      return "For none of \(total) runs can the data tell whether a majority vote helps"
    }
    let parts = [(ahead, "ahead of one sample"), (behind, "behind one sample")]
    return "A majority vote is \(Findings.often(parts, of: voted.count, "runs", by: "for"))"
  }

  /// Of verdicts alone: how many problems more than half of the samples get right.
  private var shares: String {
    let known = runs.compactMap { run in
      run.vote(at: run.largestK).flatMap { vote in
        vote.point.estimate.map { (run, $0, vote.point.interval) }
      }
    }
    guard !known.isEmpty else {
      return "Missing samples leave open how often more than half of the samples are right"
    }
    guard known.count > 2 else {
      let parts = known.map { run, value, interval in
        "\(Phrase.percent(value, interval))\(Phrase.space)% of the time\(runs.count > 1 ? " (\(label(run)))" : "")"
      }
      let ks = Set(known.map { $0.0.largestK })
      let of = ks.count == 1 ? Phrase.count(ks.first!) : "all"
      return "More than half of \(of) samples are right \(Phrase.list(parts))"
    }
    let low = known.min { $0.1 < $1.1 }!
    let high = known.max { $0.1 < $1.1 }!
    return
      "More than half of the samples are right \(Phrase.percent(low.1, low.2)) to \(Phrase.percent(high.1, high.2))\(Phrase.space)% of the time, by run"
  }

  /// "2.0 points [0.1, 4.2]", the side in the words around it.
  private static func points(_ difference: ValueDifference) -> String {
    guard let interval = difference.interval else { return "" }
    let isBehind = interval.upper < 0
    let shown =
      isBehind
      ? interval.negated : interval
    guard let value = difference.difference else {
      return "\(Phrase.limits(shown))\(Phrase.space)points"
    }
    let amount = NumberText.fixed(abs(value) * 100, decimals: Phrase.decimals(interval))
    return
      "\(amount)\(Phrase.space)\(amount == "1" ? "point" : "points") \(Phrase.limits(shown))"
  }

  /// Of a run's samples, those without an answer.
  private func share(_ run: VotingRun) -> Double {
    Double(run.unanswered) / Double(max(1, run.samples))
  }

  func explain(into html: inout MarkupWriter) {
    let rules = Set(runs.map(\.rule))
    if rules.contains(.answers) {
      html.paragraph(
        lead: "maj@k",
        ": how often the most frequent answer among k samples is right. Answers are compared as the log has them, ties are split evenly, a sample without an answer casts no vote."
      )
    }
    if rules.contains(.correctness) {
      html.paragraph(
        lead: "strict-maj@k",
        ": how often more than half of k samples are right\(rules.count > 1 ? ", where a run’s logs carry no answers" : ", from the verdicts alone: the logs carry no answers"). A vote among answers is at least as often right; at an even k a tie counts as wrong here."
      )
    }
    if runs.contains(where: { !$0.best.isEmpty }) {
      html.paragraph(
        lead: "best-of-k",
        ": how often the sample with the highest reward of k is right, ties split evenly.")
    }
    let problems = runs.map(\.problems)
    let (least, most) = (problems.min()!, problems.max()!)
    html.paragraph(
      "Beside pass@k, which knows the right one. All are unbiased for k fresh samples, each of \(least == most ? Phrase.count(least, "problem") : "\(Phrase.count(least))–\(Phrase.count(most)) problems") with equal weight. Shaded: \(Phrase.level(results.settings.level)) intervals, each for its own k (\(results.settings.method.rawValue)), for \(Target.population.inWords)."
        + (results.settings.target == .fixed ? " For these problems votes have none." : "")
        + " Here the colour is the way to choose, not the run.")
    if runs.contains(where: { $0.gain != nil }) {
      html.paragraph(
        "The heading compares the vote of the largest k with pass@1, problem by problem (\(DifferenceMethod(results.settings.method).rawValue)), with Holm’s correction over every run and benchmark of the report."
      )
    }
    if let error = runs.compactMap(\.simulationError).max() {
      html.paragraph(
        "Some votes are simulated, as counting them out would take too long: the standard error of a mean is at most \(NumberText.fixed(error * 100, decimals: 3)) points."
      )
    }
    let silent = runs.filter { $0.unanswered > 0 }
    if let most = silent.max(by: { share($0) < share($1) }) {
      let who = silent.count == 1 ? "" : "; of \(Phrase.count(silent.count, "run")) the most"
      html.paragraph(
        "\(label(most)): \(Phrase.count(most.unanswered)) of \(Phrase.count(most.samples, "sample")) \(most.unanswered == 1 ? "has" : "have") no answer\(who)."
      )
    }
    for note in Set(runs.compactMap(\.note)).sorted() {
      let who = runs.filter { $0.note == note }.map(label)
      html.paragraph(
        "\(who.count > 3 ? Phrase.count(who.count, "run") : Phrase.list(who)): \(note).")
    }
    if shown.count < runs.count {
      html.paragraph(
        "\(Phrase.count(shown.count)) of \(Phrase.count(runs.count)) runs are drawn; the file has all."
      )
    }
  }

  // MARK: The values

  /// The common largest k, and one between 1 and it.
  private var ks: [Int] {
    let last = runs.map(\.largestK).min() ?? 1
    let inner = Set(runs.flatMap { $0.votes.map(\.point.k) })
      .filter { $0 > 2 && $0 * $0 <= 2 * last && $0 < last }
    return [inner.max(), last].compactMap { $0 }
  }

  func table(_ id: String) -> Table {
    let rows = runs.prefix(Self.rows)
    let hasBest = rows.contains { !$0.best.isEmpty }
    let isStrict = rows.allSatisfy { $0.rule == .correctness }
    let rule = isStrict ? VotingRun.Rule.correctness : .answers
    let hasGain = rows.contains { $0.gain != nil }
    var columns: [(name: String, cell: (Int) -> Cell)] = [
      ("pass@1", { .share(rows[$0].pass(at: 1)) })
    ]
    for k in ks {
      columns.append(("pass@\(k)", { .share(rows[$0].pass(at: k)) }))
      columns.append((rule.label(k), { .share(rows[$0].vote(at: k)?.point) }))
      guard hasBest else { continue }
      columns.append(
        (
          "best-of-\(k)",
          { rows[$0].best.isEmpty ? .none("–") : .share(rows[$0].best(at: k)) }
        ))
    }
    if hasGain {
      columns.append(
        (
          "Gain of the vote",
          { .difference(runs[$0].gain?.difference, strong: outcome($0) != .open) }
        ))
    }
    return Table(
      id, label: "Votes",
      caption:
        "In percent, with \(Phrase.level(results.settings.level)) intervals, each for its own k, for \(Target.population.inWords)."
        + (hasGain
          ? " Gain: maj@k of the run’s largest k less pass@1, in points, each taken alone; bold where it holds after correction."
          : "") + Phrase.first(rows.count, of: runs.count, "runs", file: "voting"),
      columns: [.init("Run")] + columns.map { .init($0.name) },
      rows: rows.enumerated().map { index, run in
        [
          .run(
            run.cell.run, results.study,
            sub: !isStrict && run.rule == .correctness ? ["strict, no answers"] : [])
        ] + columns.map { $0.cell(index) }
      })
  }
}
