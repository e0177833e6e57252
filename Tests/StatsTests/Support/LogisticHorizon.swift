@testable import Stats

/// The logarithm of the horizon of METR's fit to points given outright.
func logHorizon(_ points: [(x: Double, y: Double, weight: Double)], success: Double) -> Double {
  LogisticLine(points.map { .init(x: $0.x, y: $0.y, weight: $0.weight) })!
    .logHorizon(at: success)!
}
