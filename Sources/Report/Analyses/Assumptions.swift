import Charts
import Stats

/// What the intervals take for granted, and which of it these data break.
struct Assumptions: Sendable {
  /// A sentence for each that is broken.
  let broken: [String]

  /// Below this mean rate of success the default holds less often than stated, where few problems
  /// carry it: docs/statistics.md, "Where it falls short".
  private static let nearlyUnsolvable = 0.01
  /// The fewest problems the coverage was measured with.
  private static let fewestMeasured = 10

  init(_ results: Results, _ cells: [Study.Cell]) {
    let study = results.study
    var broken: [String] = []
    let grouped = cells.filter { cell in
      let groups = cell.problems.compactMap(\.group)
      return !groups.isEmpty && Set(groups).count < groups.count
    }
    if !grouped.isEmpty {
      let groups = Set(grouped.flatMap { $0.problems.compactMap(\.group) }).count
      broken.append(
        "Problems come in \(Phrase.count(groups, "group")), as the logs name them: where problems of a group are alike, the intervals for problems like these are too narrow."
      )
    }
    if study.stoppedAtSuccess > 0 {
      broken.append(
        "Sampling seems to have stopped at a success in \(Phrase.count(study.stoppedAtSuccess, "log")): pass@k comes out too high there, whatever its interval."
      )
    }
    if cells.contains(where: { QualityCounts($0).missing > 0 }) {
      broken.append(
        "Samples are missing: intervals hold whatever they were, and are wider for it.")
    }
    let few = cells.filter { $0.problems.count < Self.fewestMeasured }
    if !few.isEmpty {
      let least = few.map(\.problems.count).min() ?? 0
      broken.append(
        "\(Phrase.count(least, "problem")) \(least == 1 ? "is" : "are") fewer than the \(Self.fewestMeasured) that coverage was measured from."
      )
    }
    let unsolvable = cells.count { cell in
      guard let rate = results.curves[cell.benchmark][cell.run]?.point(at: 1)?.estimate else {
        return false
      }
      return rate < Self.nearlyUnsolvable
    }
    if unsolvable > 0 {
      broken.append(
        "pass@1 is below \(Phrase.rate(Self.nearlyUnsolvable)) for \(Phrase.count(unsolvable, "run")): where few problems carry the mean, the interval for problems like these holds less often than it says."
      )
    }
    self.broken = broken
  }

  /// What is assumed, then what of it is broken.
  func write(into html: inout MarkupWriter) {
    html.paragraph(
      lead: "What the intervals assume",
      ": problems drawn one by one from those one has in mind, samples of a problem drawn alike and apart, a number of samples fixed beforehand. \(broken.isEmpty ? "Nothing in these data speaks against it; whether runs share sampling seeds the logs do not tell." : "These data break it:")"
    )
    for sentence in broken { html.paragraph(sentence) }
  }
}
