import Stats

extension Study {
  /// A problem that two runs have, with what each did on it.
  struct CommonProblem: Sendable {
    let id: String
    let baseline: Tally
    let candidate: Tally
  }
}

extension Study.Cell {
  /// The problems that this run, as the baseline, shares with another, in natural order of their
  /// ids. One of which nothing is known in either run, no sample scored and none missing, is left
  /// out.
  func common(with candidate: Study.Cell) -> [Study.CommonProblem] {
    let known = Dictionary(uniqueKeysWithValues: candidate.problems.map { ($0.id, $0.tally) })
    return problems.compactMap { problem in
      guard let other = known[problem.id], problem.tally.isKnown, other.isKnown else { return nil }
      return Study.CommonProblem(id: problem.id, baseline: problem.tally, candidate: other)
    }
  }
}

extension Tally {
  /// Whether a sample was scored or is known to be missing.
  var isKnown: Bool { samples + missing > 0 }
}
