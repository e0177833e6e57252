/// What training kept, gained and lost of the problems within reach.
///
/// Ours, where the source counts correct completions up to equal answers: a problem is within a
/// run's reach where at least `threshold` of its samples are correct. The two agree where each
/// problem has one correct answer. *Preserved*: in reach of both; *expanded*: of the candidate
/// only; *shrunk*: of the baseline only; *out of support*: of neither.
///
/// Source: Wu et al. 2025, arXiv:2507.14843, definitions 3.2 and 3.3. Its cutoff, the rate that
/// `k` samples would show with confidence `1 - zeta`, is `excludedRate` (3.66e-4 at k = 8192).
package struct SupportAccounting: Sendable {
  package let preserved: [Int]
  package let expanded: [Int]
  package let shrunk: [Int]
  package let outOfSupport: [Int]
  /// Problems that missing samples may put elsewhere; in none of the shares.
  package let open: [Int]

  package init(_ sets: SolvableSets) {
    preserved = sets.both
    expanded = sets.candidateOnly
    shrunk = sets.baselineOnly
    outOfSupport = sets.neither
    open = sets.open
  }

  private var counts: (p: Double, e: Double, s: Double) {
    (Double(preserved.count), Double(expanded.count), Double(shrunk.count))
  }

  /// SRR, the share of the baseline's reach that is kept: `P / (P + S)`. In `0...1`; `nil` where the
  /// baseline reaches nothing.
  package var retention: Double? { share(counts.p, of: counts.p + counts.s) }

  /// NDR, the share of the candidate's reach that is new: `E / (P + E)`. In `0...1`; `nil` where the
  /// candidate reaches nothing.
  package var discovery: Double? { share(counts.e, of: counts.p + counts.e) }

  /// SDS, the harmonic mean of the two: `2PE / (P^2 + 2PE + ES)`. In `0...1`; 0 where either is 0;
  /// `nil` where either does not exist or both are 0.
  package var dynamics: Double? {
    guard let retention, let discovery else { return nil }
    return share(2 * retention * discovery, of: retention + discovery)
  }

  /// NSCR, the net change over all in reach of either: `(E - S) / (P + E + S)`. In `-1...1`; `nil`
  /// where nothing is in reach.
  package var netChange: Double? {
    share(counts.e - counts.s, of: counts.p + counts.e + counts.s)
  }

  private func share(_ part: Double, of whole: Double) -> Double? {
    whole > 0 ? part / whole : nil
  }
}
