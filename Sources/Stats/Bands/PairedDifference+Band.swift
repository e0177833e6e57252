extension PairedDifference {
  /// The band that holds the whole curve of differences, at all of `ks` at once, for problems like
  /// these: as `PassCurve.band`, on -1...1.
  ///
  /// A difference may rise and fall, so nothing is said between neighbouring `k` of the grid. A fine
  /// grid costs little width: a hundred `k` of one pair of curves move together.
  ///
  /// - Parameters:
  ///   - ks: Ascending, within `1...largestK`.
  ///   - draws: Shared draws for at least as many problems, to save their making.
  package func band(at ks: [Int], draws: DirichletDraws? = nil) -> SimultaneousBand {
    precondition(
      ks.allSatisfy { (1...largestK).contains($0) }, "no band at \(ks): k runs to \(largestK)")
    let ranges = ks.map { k in
      groups.map { group in
        let baseline = group.pair.baseline.passBounds(at: k)!
        let candidate = group.pair.candidate.passBounds(at: k)!
        return (
          least: candidate.lowerBound - baseline.upperBound,
          greatest: candidate.upperBound - baseline.lowerBound, count: group.count
        )
      }
    }
    let least = ranges.map { $0.map { (value: $0.least, count: $0.count) } }
    let greatest = ranges.map { $0.map { (value: $0.greatest, count: $0.count) } }
    return SimultaneousBand(
      level: level, ks: ks, least: least, greatest: missing ? greatest : nil,
      estimates: ks.map { k in
        missing && k <= samples.lowerBound
          ? average(
            groups.map {
              (value: $0.pair.candidate.passAt(k)! - $0.pair.baseline.passAt(k)!, count: $0.count)
            }) : nil
      }, in: -1...1, draws: draws)
  }
}
