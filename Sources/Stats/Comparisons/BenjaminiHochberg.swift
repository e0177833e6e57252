/// p-values adjusted so that, of what is claimed among them, the expected share of false claims
/// stays below the level (Benjamini and Hochberg's step-up method).
///
/// The *i*-th smallest of *m* is multiplied by `m / i`, kept no larger than the one after it. For
/// dashboards that watch many cells at once and can live with a few false marks; a report's claims
/// go by `holm`, under which not even one is likely. Valid for independent tests and for positively
/// dependent ones, as paired tests against one baseline tend to be; not in general.
///
/// - Parameter pValues: In any order, each in `0...1`.
/// - Returns: The adjusted values in the same order.
/// - Complexity: O(*m* log *m*).
///
/// Source: Benjamini and Hochberg 1995, "Controlling the false discovery rate"; Benjamini and
/// Yekutieli 2001 for the dependence.
package func benjaminiHochberg(_ pValues: [Double]) -> [Double] {
  let order = pValues.indices.sorted { (pValues[$0], $0) < (pValues[$1], $1) }
  var adjusted = pValues
  var ceiling = 1.0
  for (rank, index) in order.enumerated().reversed() {
    ceiling = min(ceiling, pValues[index] * (Double(order.count) / Double(rank + 1)))
    adjusted[index] = ceiling
  }
  return adjusted
}
