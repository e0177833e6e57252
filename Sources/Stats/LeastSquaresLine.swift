/// The line through points in the plane from which the squared vertical distances add up to least.
struct LeastSquaresLine: Hashable, Sendable {
  let intercept: Double
  let slope: Double

  /// - Returns: `nil` where fewer than two distinct `x` are given.
  init?(_ points: [(x: Double, y: Double)]) {
    guard let first = points.first, points.contains(where: { $0.x != first.x }) else { return nil }
    var sums = (x: CompensatedSum(), y: CompensatedSum())
    for point in points {
      sums.x.add(point.x)
      sums.y.add(point.y)
    }
    let mean = (x: sums.x.value / Double(points.count), y: sums.y.value / Double(points.count))
    var spread = CompensatedSum()
    var joint = CompensatedSum()
    for point in points {
      spread.add((point.x - mean.x) * (point.x - mean.x))
      joint.add((point.x - mean.x) * (point.y - mean.y))
    }
    slope = joint.value / spread.value
    intercept = mean.y - slope * mean.x
  }
}
