import Stats

/// What shapes the numbers of a report: the options and the config, resolved into one value.
package struct Settings: Sendable {
  package var title: String?
  /// The only `k` to show, ascending; `nil` for powers of two and the largest.
  package var ks: [Int]?
  package var level = 0.95
  package var method = IntervalMethod.jeffreysDirichlet
  package var target = Target.population
  /// How often a method that draws does so, and what its draws start from.
  package var replicates = 10_000
  package var seed: UInt64 = 0
  /// Differences within this much either way count as equivalent, in `0...1`; `nil` for no such
  /// verdict.
  package var margin: Double?
  /// The largest `k` that models are asked to continue the curves to; `nil` for none.
  package var extrapolate: Int?
  /// Whether the texts of audited samples stand on the pages.
  package var showsTexts = false
  /// Whether nothing may tell whose runs, files and problems these are.
  package var isAnonymous = false
  /// The run every other is compared with.
  package var baseline: String?
  /// Shell patterns; empty for all.
  package var runs: [String] = []
  package var benchmarks: [String] = []
  package var excluded: [String] = []
  /// Names to show runs by, from their full names.
  package var labels: [String: String] = [:]
  package var config = Config()
  /// At most this many threads at work.
  package var threads = 1

  package init() {}

  /// Models are followed no further: up to here they are computed to twelve digits.
  package static let mostExtrapolated = 1_000_000
}
