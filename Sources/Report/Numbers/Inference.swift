import Stats

/// What one target makes of a curve: its intervals, and the band that holds all of it.
package struct CurveInference: Sendable {
  package let target: Target
  /// How the intervals are made, as files name it.
  package let method: String
  /// At ascending `k`.
  package let points: [CurvePoint]
  /// Over every `k` that has limits; `nil` where none has.
  package let band: SimultaneousBand?
  /// Why there are no intervals; `nil` where there are.
  package let absence: Absence?

  package func point(at k: Int) -> CurvePoint? { points.first { $0.k == k } }
}

/// What one target makes of a difference: its intervals, their band, and where the curves cross.
package struct DifferenceInference: Sendable {
  package let target: Target
  /// How the intervals are made, as files name it.
  package let method: String
  /// At ascending `k`.
  package let points: [PairedDifference.Point]
  /// Over every `k` that has limits; `nil` where none has.
  package let band: SimultaneousBand?
  package let crossover: Crossover?
  /// Why there are no intervals; `nil` where there are.
  package let absence: Absence?

  package func point(at k: Int) -> PairedDifference.Point? { points.first { $0.k == k } }
}
