extension PairedDifference {
  /// The band that holds the whole curve of differences, at all of `ks` at once, for problems like
  /// these: as `PassCurve.band`, on -1...1.
  ///
  /// A difference may rise and fall, so nothing is proved between neighbouring `k` of the grid. A fine
  /// grid costs little width: a hundred `k` of one pair of curves move together.
  ///
  /// Exchanging the runs mirrors the limits, but for the simulation error of their level: the draws
  /// meet the problems in another order.
  ///
  /// - Parameters:
  ///   - ks: Ascending, within `1...largestK`.
  ///   - draws: Shared draws for at least as many problems, to save their making.
  package func band(at ks: [Int], draws: DirichletDraws? = nil) -> SimultaneousBand {
    let spreads = spreads(at: ks)
    return SimultaneousBand(
      level: level, ks: ks, least: spreads.map(\.least),
      greatest: missing ? spreads.map(\.greatest) : nil,
      estimates: zip(ks, spreads).map { missing ? difference(at: $0, $1) : nil }, in: -1...1,
      draws: draws)
  }

  /// The same pair at the level at which its intervals hold together: with the stated chance, no `k`
  /// at all is decided for the wrong run.
  ///
  /// `Crossover` of it is the crossover that the simultaneous band supports. Where the pointwise one
  /// says at each `k` what the data of that `k` say, this one may be read as a whole: with chance
  /// `level` all its decided signs are right, so the curves do cross where it says `one`, and every
  /// crossing there is lies among its undecided `k`.
  ///
  /// Calibrated on every `k` to 16 and eight to a doubling beyond. Curves that are smooth on that
  /// scale, as pass@k is, are held between as well (measured, not proved).
  package func atSimultaneousLevel(draws: DirichletDraws? = nil) -> PairedDifference {
    guard largestK >= 2 else { return self }
    let spreads = spreads(at: Self.fineGrid(upTo: largestK))
    return atLevel(
      SimultaneousBand.pointwiseLevel(
        level: level, least: spreads.map(\.least),
        greatest: missing ? spreads.map(\.greatest) : nil,
        in: -1...1, draws: draws))
  }

  /// Every `k` to 16, then eight to a doubling, and `last`.
  static func fineGrid(upTo last: Int) -> [Int] {
    var ks = Array(1...min(16, last))
    while let k = ks.last, k < last { ks.append(min(last, k + max(1, k / 12))) }
    return ks
  }

  private func spreads(at ks: [Int]) -> [DifferenceSpread] {
    precondition(
      ks.allSatisfy { (1...largestK).contains($0) }, "no band at \(ks): k runs to \(largestK)")
    return ks.map { spread(at: $0) }
  }
}
