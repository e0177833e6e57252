/// How a method that resamples draws: the same numbers give the same limits, to the last bit, on
/// every machine and with any number of threads.
package struct Resampling: Hashable, Sendable {
  /// How many studies are made up of the problems at hand. At least 1.
  package let replicates: Int
  package let seed: UInt64

  package init(replicates: Int = 10_000, seed: UInt64 = 0) {
    precondition(replicates >= 1, "an interval from \(replicates) replicates cannot be")
    self.replicates = replicates
    self.seed = seed
  }

  /// Whether a limit that leaves `tail` outside stands within the replicates, with one beyond it.
  func reaches(_ tail: Double) -> Bool { tail * Double(replicates - 1) > 1 }
}
