import Charts
import Stats

/// The histograms of one benchmark as a figure, its words and its table.
struct HistogramDrawing: Sendable {
  /// Runs of one panel: the baseline and a candidate, or a run alone where none are compared.
  typealias Group = [RunHistogram]

  /// All there are; a figure shows the first few.
  let groups: [Group]

  private let results: Results
  private let benchmark: Int
  /// Every run that has one.
  private let runs: [RunHistogram]
  private let styles: RunStyles

  init(_ results: Results, benchmark: Int, _ histograms: [RunHistogram?]) {
    (self.results, self.benchmark) = (results, benchmark)
    runs = histograms.compactMap { $0 }
    styles = RunStyles(results, benchmark: benchmark)
    let pairs = results.comparisons[benchmark].compactMap { comparison -> Group? in
      guard let baseline = histograms[comparison.pair.baseline],
        let candidate = histograms[comparison.pair.candidate]
      else { return nil }
      return [baseline, candidate]
    }
    groups = pairs.isEmpty ? runs.map { [$0] } : pairs
  }

  private var shown: ArraySlice<Group> { groups.prefix(HistogramAnalysis.panels) }
  private var bins: Int { runs[0].histogram.counts.count }

  private func label(_ run: RunHistogram) -> String { results.study.runs[run.cell.run].label }

  // MARK: The figure

  /// Whether all runs have as many problems, so that their counts compare.
  private var isInCounts: Bool { Set(runs.map(\.histogram.problems)).count == 1 }

  func figure(_ id: String, isWide: Bool) -> Figure {
    let further = Double(shown.count - 1)
    return Figure(
      id: id, title: "Problems by accuracy on \(results.study.benchmarks[benchmark].label)",
      description: heading + ". Exact counts of these samples; no interval is drawn.",
      size: FigureSize(
        width: isWide ? 736 : 352, height: (isWide ? 300 : 260) + (isWide ? 200 : 180) * further,
        className: isWide ? "w" : "n"),
      x: XAxis(
        places: places(isWide: isWide),
        title: isWide
          ? "c/n, the share of a problem’s samples that are correct, in percent" : "c/n in percent"),
      panels: shown.map(panel))
  }

  /// A place a bin, with one left empty beside each end.
  private func place(_ bin: Int) -> Int {
    bin == 0 ? 0 : bin == bins - 1 ? bins + 1 : bin + 1
  }

  /// "none", "≤10" and so on to "<100", "all"; on a phone every third of those between.
  private func places(isWide: Bool) -> [String] {
    var names = [String](repeating: "", count: bins + 2)
    names[place(0)] = name(0)
    names[place(bins - 1)] = name(bins - 1)
    for bin in 1..<(bins - 1) where isWide || bin % 3 == 2 {
      let sign = bin == bins - 2 ? "<" : "≤"
      names[place(bin)] = sign + percent(runs[0].histogram.edges(of: bin).upTo)
    }
    return names
  }

  /// "none", "0–10" and so on, "all".
  private func name(_ bin: Int) -> String {
    if bin == 0 { return "none" }
    if bin == bins - 1 { return "all" }
    let (above, upTo) = runs[0].histogram.edges(of: bin)
    return "\(percent(above))–\(percent(upTo))"
  }

  private func percent(_ ratio: Ratio) -> String {
    NumberText.shortest(Double(100 * ratio.numerator) / Double(ratio.denominator))
  }

  private func panel(_ group: Group) -> Panel {
    let heights = group.map { run in
      (0..<bins).map { bin in
        DataPoint(
          Double(place(bin)),
          isInCounts ? Double(run.histogram.counts[bin]) : 100 * run.share(of: bin))
      }
    }
    let unit = isInCounts ? "Problems" : "Percent of the run’s problems"
    return Panel(
      title: group.count == 1
        ? unit : "\(unit): \(label(group[0])) filled, \(label(group[1])) outlined",
      y: .count,
      marks: group.indices.map { slot in
        Columns(
          heights[slot], style: styles[group[slot].cell.run], slot: slot, of: group.count,
          isHollow: slot > 0)
      },
      endLabels: group.indices.map { slot in
        EndLabel(
          label(group[slot]), style: styles[group[slot].cell.run],
          end: DataPoint(Double(bins) + 1.5, heights[slot][bins - 1].y))
      })
  }

  // MARK: Words

  /// How many problems lie at the two ends: counts of these samples, run by run where they are few.
  var heading: String {
    let drawn = Set(shown.joined().map(\.cell.run))
    let own = runs.filter { drawn.contains($0.cell.run) }
    let totals = Set(own.map(\.problems))
    let of = totals.count == 1 ? " of \(Phrase.count(own[0].problems, "problem"))" : " problems"
    guard own.count > 1 else {
      return
        "No sample is right on \(end(own[0], 0))\(of), every sample on \(end(own[0], bins - 1))"
    }
    guard own.count <= HistogramAnalysis.panels else {
      return
        "By run, no sample is right on \(span(own, 0))\(of), every sample on \(span(own, bins - 1))"
    }
    let none = Phrase.list(own.map { "\(end($0, 0)) (\(label($0)))" })
    let all = Phrase.list(own.map { end($0, bins - 1) })
    return "No sample is right on \(none)\(of), every sample on \(all)"
  }

  private func span(_ runs: [RunHistogram], _ bin: Int) -> String {
    let spans = runs.map { limits($0, bin) }
    return text(spans.map(\.lowerBound).min()!...spans.map(\.upperBound).max()!)
  }

  private func end(_ run: RunHistogram, _ bin: Int) -> String { text(limits(run, bin)) }

  private func limits(_ run: RunHistogram, _ bin: Int) -> ClosedRange<Int> {
    run.bounds(of: bin) ?? run.histogram.counts[bin]...run.histogram.counts[bin]
  }

  private func text(_ range: ClosedRange<Int>) -> String {
    range.count == 1
      ? Phrase.count(range.lowerBound)
      : "\(Phrase.count(range.lowerBound)) to \(Phrase.count(range.upperBound))"
  }

  func explain(into html: inout MarkupWriter) {
    html.paragraph(
      lead: "Problems by c/n",
      ", correct samples of those scored. None: c\(Phrase.space)=\(Phrase.space)0. All: c\(Phrase.space)=\(Phrase.space)n. Between them each bin holds its upper end."
        + (groups[0].count == 2 ? " Filled: the baseline; outlined: the candidate." : ""))
    html.paragraph(
      "Counts of these samples, without intervals. Shares seen in n samples spread wider than the problems’ own rates of success, the more the fewer the samples."
    )
    if Set(runs.map(\.samples)).count > 1 {
      html.paragraph(
        "n differs between the runs (\(samples)): fewer samples leave more problems at the two ends, so that these do not compare."
      )
    }
    let fewest = runs.map(\.samples.lowerBound).min()!
    // The bins between the ends need as many counts 0 < c < n.
    if fewest <= bins - 2 {
      html.paragraph(
        "A problem with n\(Phrase.space)=\(Phrase.space)\(Phrase.count(fewest)) cannot reach every bin."
      )
    }
    for run in runs.prefix(HistogramAnalysis.columns) {
      guard let note = run.note else { continue }
      html.paragraph("\(label(run)): \(note).")
    }
    if groups.count > shown.count {
      html.paragraph(
        "The first \(shown.count) of \(Phrase.count(groups.count)) \(groups[0].count == 2 ? "comparisons" : "runs") are drawn; the file has all."
      )
    }
  }

  /// "base 256, distilled 128".
  private var samples: String {
    runs.prefix(HistogramAnalysis.columns).map { run in
      let (least, most) = (run.samples.lowerBound, run.samples.upperBound)
      return
        "\(label(run)) \(least == most ? Phrase.count(least) : "\(Phrase.count(least))–\(Phrase.count(most))")"
    }.joined(separator: ", ")
  }

  // MARK: The values

  func table(_ id: String) -> Table {
    let shown = runs.prefix(HistogramAnalysis.columns)
    return Table(
      id, label: "Problems by accuracy",
      caption: "Problems by c/n in percent."
        + Phrase.first(shown.count, of: runs.count, "runs", file: "histogram"),
      columns: [.init("c/n")]
        + shown.map { run in
          .init(results.study.runs[run.cell.run].label, style: styles[run.cell.run])
        },
      rows: (0..<bins).map { bin in
        [.name(name(bin))] + shown.map { .count($0.histogram.counts[bin]) }
      })
  }
}
