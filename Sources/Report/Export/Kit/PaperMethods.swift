import Charts
import Stats

/// A paragraph on methods, ready to adapt: what was estimated, and how, with this report's settings.
struct PaperMethods {
  private let edition: Edition

  init(_ edition: Edition) { self.edition = edition }

  private var results: Results { edition.results }

  var latex: String {
    let lines =
      [
        "% Methods of passcurve report \(edition.provenance.short); adapt freely. Keys: references.bib."
      ]
      + [estimate, intervals, differences, crossings, missing].compactMap(\.self)
    return lines.joined(separator: "\n") + "\n"
  }

  private var estimate: String {
    "We estimate pass@$k$, the chance that $k$ samples drawn without replacement hold a correct one, "
      + "with the unbiased estimator of \\citet{chen2021codex}, for $k \\leq n$ only, and average it over problems with equal weight."
  }

  private var intervals: String {
    let level = LaTeX.text(Phrase.level(results.settings.level))
    let method = LaTeX.text(results.words.method)
    let target =
      results.settings.target == .population
      ? "treat the problems as a sample of problems like these"
      : "take the problems as fixed and the samples as random"
    return
      "Intervals have level \(level), are made by the method \\texttt{\(method)} of passcurve~\\citep{passcurve} and \(target)."
      + (hasBands ? " Bands around curves are simultaneous over all $k$." : "")
  }

  private var hasBands: Bool {
    results.settings.target == .fixed || results.settings.method == .jeffreysDirichlet
  }

  private var differences: String? {
    guard results.claimCount > 0 else { return nil }
    let method = LaTeX.text(results.words.differenceMethod)
    let source = results.settings.target == .fixed ? ", after \\citet{newcombe1998}" : ""
    return
      "Runs are compared problem by problem on the problems both have (\\texttt{\(method)}\(source)); $p$-values invert these intervals, and verdicts follow the correction of \\citet{holm1979} over all \(LaTeX.text(Phrase.count(results.claimCount, "claim"))): each pair on each benchmark at the smallest and the largest common $k$."
  }

  private var crossings: String? {
    guard results.comparisons.joined().contains(where: { $0.crossover != nil }) else { return nil }
    return
      "A crossing is claimed only where the paired interval excludes zero on both sides of it; every integer $k$ is searched."
  }

  private var missing: String? {
    let missing = results.study.cells.joined().compactMap(\.self)
      .reduce(0) { $0 + QualityCounts($1).missing }
    guard missing > 0 else { return nil }
    return
      "Of the samples, \(LaTeX.text(Phrase.count(missing))) are missing; values are bounded by taking all of them as wrong and all as right, and intervals cover both."
  }
}
