/// A distribution as chances on evenly spaced points, for adding up independent numbers.
///
/// A chance between two points is shared between them so that the mean is kept; that widens the
/// distribution by two even spreads over a step, which `sharpened` takes off again to second order.
struct LatticeLaw {
  /// The first point.
  private let origin: Double
  private let step: Double
  private let chances: [Double]

  private init(origin: Double, step: Double, chances: [Double]) {
    self.origin = origin
    self.step = step
    self.chances = chances
  }

  /// `weight` times a mean.
  init(_ law: TabulatedLaw, weight: Double, step: Double) {
    let low = weight * law.support.lowerBound
    let count = max(1, Int((weight * law.support.upperBound - low) / step) + 1)
    // The mean of the distribution function over each step, by Simpson's rule.
    var start = 0.0
    var before = 0.0
    var chances: [Double] = []
    chances.reserveCapacity(count + 1)
    for index in 0..<count {
      let middle = law.cumulative((low + (Double(index) + 0.5) * step) / weight)
      let end = law.cumulative((low + Double(index + 1) * step) / weight)
      let mean = (start + 4 * middle + end) / 6
      chances.append(mean - before)
      (start, before) = (end, mean)
    }
    chances.append(1 - before)
    self.init(origin: low, step: step, chances: chances)
  }

  /// The sum of two independent numbers.
  func adding(_ other: LatticeLaw) -> LatticeLaw {
    var sum = [Double](repeating: 0, count: chances.count + other.chances.count - 1)
    sum.withUnsafeMutableBufferPointer { sum in
      other.chances.withUnsafeBufferPointer { other in
        for (i, chance) in chances.enumerated() where chance != 0 {
          for j in other.indices { sum[i + j] += chance * other[j] }
        }
      }
    }
    return LatticeLaw(origin: origin + other.origin, step: step, chances: sum)
  }

  /// With so many even spreads over a step taken off, each by 1/24 of the second difference.
  func sharpened(_ times: Int) -> LatticeLaw {
    let room = [Double](repeating: 0, count: times + 1)
    var sharp = room + chances + room
    for _ in 0..<times {
      let last = sharp
      for i in 1..<last.count - 1 {
        sharp[i] = last[i] - (last[i - 1] - 2 * last[i] + last[i + 1]) / 24
      }
    }
    return LatticeLaw(origin: origin - Double(times + 1) * step, step: step, chances: sharp)
  }

  /// The value below which a number falls with chance `probability`, each point's chance lying
  /// within half a step of it: by the cubic through four sums.
  func quantile(_ probability: Double) -> Double {
    var edges = [0.0]
    edges.reserveCapacity(chances.count + 1)
    for chance in chances { edges.append(edges[edges.count - 1] + chance) }
    let after = max(1, edges.firstIndex { $0 >= probability } ?? edges.count - 1)
    let first = min(max(after - 2, 0), max(edges.count - 4, 0))
    let nodes = Array(edges[first..<min(first + 4, edges.count)])
    let start = Double(after - 1 - first)
    let place = root(
      between: (start, edges[after - 1] - probability),
      and: (start + 1, max(0, edges[after] - probability))
    ) { interpolated(nodes, at: $0) - probability }
    return origin + (Double(first) + place - 0.5) * step
  }

  private func interpolated(_ nodes: [Double], at place: Double) -> Double {
    nodes.indices.reduce(0) { sum, i in
      sum
        + nodes.indices.filter { $0 != i }.reduce(nodes[i]) {
          $0 * (place - Double($1)) / Double(i - $1)
        }
    }
  }
}

/// The distribution function of a Dirichlet mean for many quick looks: its normal quantile over the
/// log-odds of the way through the range, which is nearly a straight line, by a cubic spline.
struct TabulatedLaw {
  /// Outside of it lies less than 1e-12.
  let support: ClosedRange<Double>
  private let range: ClosedRange<Double>
  private let first: Double
  private let spacing: Double
  private let heights: [Double]
  private let curvatures: [Double]

  init(_ law: DirichletMean, in range: ClosedRange<Double>) {
    func odds(_ t: Double) -> Double {
      naturalLogarithm((t - range.lowerBound) / (range.upperBound - t))
    }
    let edge = 1e-16 * (range.upperBound - range.lowerBound)
    let low = max(law.quantile(1e-6), range.lowerBound + edge)
    let high = min(law.quantile(1 - 1e-6), range.upperBound - edge)
    let intervals = 64
    let (first, last) = (odds(low), odds(high))
    let spacing = (last - first) / Double(intervals)
    var heights: [Double] = []
    for node in 0...intervals {
      let t = Self.value(at: first + Double(node) * spacing, in: range)
      heights.append(StandardNormal.quantile(min(max(law.cumulative(t), 1e-15), 1 - 1e-15)))
    }
    (self.range, self.first, self.spacing, self.heights) = (range, first, spacing, heights)
    curvatures = Self.curvatures(heights)
    let reach = 12 * law.standardDeviation
    support =
      max(range.lowerBound, law.mean - reach)...min(range.upperBound, law.mean + reach)
  }

  private static func value(at odds: Double, in range: ClosedRange<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) / (1 + exponential(-odds))
  }

  /// Straight on beyond the table.
  func cumulative(_ t: Double) -> Double {
    if t <= range.lowerBound { return 0 }
    if t >= range.upperBound { return 1 }
    let odds = naturalLogarithm((t - range.lowerBound) / (range.upperBound - t))
    let place = (odds - first) / spacing
    let node = Int(min(max(place, 0), Double(heights.count - 2)))
    let x = place - Double(node)
    let (low, high) = (heights[node], heights[node + 1])
    let (lowBend, highBend) = (curvatures[node], curvatures[node + 1])
    let slope = high - low
    let z: Double
    if x < 0 {
      z = low + x * (slope - (2 * lowBend + highBend) / 6)
    } else if x > 1 {
      z = high + (x - 1) * (slope + (lowBend + 2 * highBend) / 6)
    } else {
      let y = 1 - x
      z = y * low + x * high + ((y * y * y - y) * lowBend + (x * x * x - x) * highBend) / 6
    }
    return StandardNormal.cumulative(z)
  }

  /// Second differences of the natural cubic spline through evenly spaced heights.
  private static func curvatures(_ heights: [Double]) -> [Double] {
    let last = heights.count - 1
    var bends = [Double](repeating: 0, count: heights.count)
    var ratios = bends
    for i in 1..<last {
      let pivot = 4 - ratios[i - 1]
      ratios[i] = 1 / pivot
      let bend = 6 * (heights[i - 1] - 2 * heights[i] + heights[i + 1])
      bends[i] = (bend - bends[i - 1]) / pivot
    }
    for i in stride(from: last - 1, to: 0, by: -1) { bends[i] -= ratios[i] * bends[i + 1] }
    return bends
  }
}
