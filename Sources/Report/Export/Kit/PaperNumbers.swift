import Charts
import Stats

/// The numbers of a report as an author's text names them: `\passcurve{base.aime24.pass@256}`.
///
/// A key is made of the slugs that links have, so that it holds no letter TeX minds, and stays the
/// same whatever runs are added.
struct PaperNumbers {
  struct Entry {
    let key: String
    /// As the report's pages show it, without its unit.
    let text: String
    /// What it is, for those who read the list.
    let says: String
  }

  let entries: [Entry]

  init(_ edition: Edition) {
    let results = edition.results
    let study = results.study
    var entries = [
      Entry(key: "runs", text: Phrase.count(study.runs.count), says: "runs"),
      Entry(
        key: "benchmarks", text: Phrase.count(study.benchmarks.count), says: "benchmarks"),
      Entry(
        key: "claims", text: Phrase.count(results.claimCount),
        says: "claims that Holm's correction counts"),
      Entry(
        key: "level", text: NumberText.shortest((results.settings.level * 1e6).rounded() / 1e4),
        says: "the intervals' level, percent"),
      Entry(
        key: "fingerprint", text: edition.provenance.short,
        says: "the first digits of the report's fingerprint"),
    ]
    for benchmark in study.benchmarks.indices {
      for curve in results.curves[benchmark].compactMap(\.self) {
        entries += Self.entries(curve, study)
      }
      for comparison in results.comparisons[benchmark] {
        entries += Self.entries(comparison, edition)
      }
    }
    self.entries = entries
  }

  private static func entries(_ curve: Results.Curve, _ study: Study) -> [Entry] {
    let run = study.runs[curve.cell.run]
    let benchmark = study.benchmarks[curve.cell.benchmark]
    let stem = "\(run.slug).\(benchmark.slug)"
    let place = "\(run.label) on \(benchmark.label)"
    let counts = QualityCounts(curve.cell)
    let n = Set([counts.fewest, counts.most]).sorted().map { Phrase.count($0) }
    var entries = [
      Entry(
        key: "\(stem).problems", text: Phrase.count(counts.problems), says: "problems, \(place)"),
      Entry(
        key: "\(stem).samples", text: Phrase.count(counts.samples), says: "samples, \(place)"),
      Entry(
        key: "\(stem).solved", text: Phrase.count(curve.cell.solved),
        says: "problems with a correct sample, \(place)"),
      Entry(
        key: "\(stem).n", text: n.joined(separator: " to "), says: "samples a problem, \(place)"),
    ]
    for point in curve.points {
      guard let estimate = point.estimate else { continue }
      entries += Self.entries(
        "\(stem).pass@\(point.k)", Phrase.percent(estimate, point.interval), point.interval,
        says: "pass@\(point.k) in percent, \(place)")
    }
    return entries
  }

  private static func entries(_ comparison: Results.Comparison, _ edition: Edition) -> [Entry] {
    let study = edition.results.study
    let benchmark = study.benchmarks[comparison.benchmark]
    let stem = "\(study.slug(of: comparison.pair)).\(benchmark.slug)"
    let place =
      "\(study.runs[comparison.pair.candidate].label) minus \(study.runs[comparison.pair.baseline].label) on \(benchmark.label)"
    var entries: [Entry] = []
    for point in comparison.points {
      guard let difference = point.difference, let interval = point.interval else { continue }
      let key = "\(stem).diff@\(point.k)"
      entries += Self.entries(
        key, Phrase.signed(difference, interval), interval,
        says: "difference of pass@\(point.k) in points, \(place)")
      if let p = comparison.claim(at: point.k)?.adjusted {
        entries.append(
          Entry(
            key: "\(key).p", text: Phrase.pValue(p),
            says: "p at k = \(point.k), corrected for all claims, \(place)"))
      }
    }
    if let crossover = comparison.crossover {
      let (point, limits, _) = edition.findings.crossingCell(crossover)
      entries.append(
        Entry(key: "\(stem).crossover", text: point, says: "k at which the curves cross, \(place)"))
      if let limits {
        entries.append(
          Entry(
            key: "\(stem).crossover.interval", text: limits,
            says: "all k around it at which the data cannot tell, \(place)"))
      }
    }
    entries.append(
      Entry(
        key: "\(stem).sentence", text: edition.findings.summary(comparison, naming: true),
        says: "a ready sentence, \(place)"))
    return entries
  }

  /// A number and the parts of its interval.
  private static func entries(
    _ key: String, _ text: String, _ interval: Interval?, says: String
  ) -> [Entry] {
    let value = Entry(key: key, text: text, says: says)
    guard let interval else { return [value] }
    let ends = Phrase.ends(of: interval)
    return [
      value,
      Entry(key: "\(key).interval", text: Phrase.limits(interval), says: "its interval"),
      Entry(key: "\(key).lower", text: ends.lower, says: "the interval's lower end"),
      Entry(key: "\(key).upper", text: ends.upper, says: "the interval's upper end"),
    ]
  }

  /// `numbers.tex`: the command and one definition a number.
  func latex(_ provenance: Provenance) -> String {
    let head = [
      "% Numbers of passcurve report \(provenance.short). \\input this file in the preamble, then",
      "% write \\passcurve{KEY}; numbers.csv lists the keys. An unknown key stops LaTeX.",
      "\\makeatletter",
      "\\providecommand\\passcurve@define[2]{\\expandafter\\gdef\\csname passcurve@#1\\endcsname{#2}}",
      "\\providecommand\\passcurve[1]{\\ifcsname passcurve@#1\\endcsname",
      "  \\csname passcurve@#1\\endcsname\\else",
      "  \\PackageError{passcurve}{the report has no number '#1'}{numbers.csv lists what it has.}\\fi}",
    ]
    let definitions = entries.map { "\\passcurve@define{\($0.key)}{\(LaTeX.text($0.text))}" }
    return (head + definitions + ["\\makeatother"]).joined(separator: "\n") + "\n"
  }

  /// `numbers.csv`: every key with its text and what it is.
  var csv: String {
    var table = CSVTable(["key", "text", "meaning"])
    for entry in entries { table.append([entry.key, entry.text, entry.says]) }
    return table.text
  }

  /// `sentences.tex`: the sentences alone.
  var sentences: String {
    entries.filter { $0.key.hasSuffix(".sentence") }
      .map { "% \\passcurve{\($0.key)}\n\(LaTeX.text($0.text))\n" }.joined(separator: "\n")
  }
}
