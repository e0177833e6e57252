/// Fisher's exact two-sided test of "both runs have the same chance on this problem".
///
/// Given the correct samples of both together, how many of them are one run's is hypergeometric
/// under the null; the p-value is the chance of a split no likelier than the one seen. It holds at
/// every chance and every *n*, and is cautious where *n* is small: with 3 samples each no split has
/// a p-value below 0.1.
///
/// - Returns: In `0...1`; `nil` where a run has no sample scored. Missing samples are left aside.
/// - Complexity: O(smaller of *n* and *c*).
///
/// Source: Fisher 1935, "The logic of inductive inference"; the two-sided form is that of R's
/// `fisher.test`.
package func fisherExact(_ one: Tally, _ other: Tally) -> Double? {
  guard one.samples > 0, other.samples > 0 else { return nil }
  return Hypergeometric(
    total: one.samples + other.samples, marked: one.correct + other.correct, draws: one.samples
  ).noLikelier(than: one.correct)
}
