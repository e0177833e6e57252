/// The share of samples that are correct, over all problems as one heap: `sum c / sum n`.
///
/// Differs from pass@1, which gives each problem equal weight (the macro mean), as soon as problems
/// have different *n*; then problems sampled more often weigh more. It is not a mean over problems,
/// so the interval for problems like these is not for it: name it where it is shown, and compare
/// runs by pass@1.
package struct PooledAccuracy: Hashable, Sendable {
  /// Samples scored.
  package let samples: Int
  package let correct: Int
  /// Samples expected and not scored.
  package let missing: Int

  package init(_ tallies: some Sequence<Tally>) {
    let sum = tallies.reduce(Tally(correct: 0, of: 0)) { $0 + $1 }
    (samples, correct, missing) = (sum.samples, sum.correct, sum.missing)
  }

  /// In `0...1`; `nil` without a single sample.
  package var value: Double? {
    samples > 0 ? Double(correct) / Double(samples) : nil
  }

  /// What the missing samples leave possible; `nil` where none is missing.
  package var bounds: ClosedRange<Double>? {
    guard missing > 0 else { return nil }
    let all = Double(samples + missing)
    return Double(correct) / all...Double(correct + missing) / all
  }
}
