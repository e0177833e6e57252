/// The draws of Dirichlet weights that simultaneous bands are calibrated on: 1 for each problem and
/// 1/2 for each end of the range, the weights of the exact intervals.
///
/// The draws are part of the method and need no seed. The weight of one problem in one draw is a
/// function of the two numbers alone, so a draw keeps its weights over every `k`, every run and
/// every number of problems, and its curve is a curve. Nothing but additions, multiplications and
/// divisions enters, each rounded as IEEE 754 says, and the eight lanes are eight draws that never
/// meet: the numbers are the same on every machine, at any number of threads and any vector width.
///
/// Make one for the largest benchmark and share it: its weights are then drawn once.
package struct DirichletDraws: Sendable {
  /// How many draws there are. A band's measured share of whole curves has a standard error of
  /// `sqrt(level (1 - level) / count)`: 0.34 points at 95 %.
  package static let count = 4096
  /// The most problems whose weights are kept (33 KB a problem); beyond, they are drawn anew for
  /// every curve.
  package static let largestKept = 2048

  /// The largest number of problems these draws serve.
  package let problems: Int
  private let blocks: [Block]
  private let stream: UInt64

  /// - Parameters:
  ///   - problems: The largest number of problems that will be asked for.
  ///   - kept: Whether many curves will ask: their weights are then drawn once.
  ///   - stream: Another set of draws, to see what the choice of draws does. Nothing but 0 is ever
  ///     printed.
  /// - Complexity: 4,096 logarithms a problem: 20 ms for 1,000 problems.
  package init(problems: Int, kept: Bool = true, stream: UInt64 = 0) {
    precondition(problems >= 1, "no weights for \(problems) problems")
    self.problems = problems
    self.stream = stream
    blocks =
      kept && problems <= Self.largestKept
      ? (0..<Self.count / 8).map { Block($0, problems: problems, stream: stream) } : []
  }

  /// The draws of the mean curve: for each `k` the weighted means of all draws, in order.
  ///
  /// - Parameters:
  ///   - rows: Each problem's values, one a `k`, with how many problems have them; in an order that
  ///     does not depend on the problems' order.
  ///   - range: What is possible, where the two half weights stand.
  /// - Complexity: O(rows times `k`) a draw: 4 ms for 500 rows and 11 `k`.
  package func means(
    of rows: [(values: [Double], count: Int)], in range: ClosedRange<Double>
  ) -> [[Double]] {
    let number = rows.reduce(0) { $0 + $1.count }
    precondition(number <= problems, "draws for \(problems) problems, asked for \(number)")
    let width = rows.first?.values.count ?? 0
    var means = [[Double]](repeating: [], count: width)
    for k in 0..<width { means[k].reserveCapacity(Self.count) }
    var sums = [Lanes](repeating: .zero, count: width)
    for index in 0..<Self.count / 8 {
      let block =
        blocks.isEmpty ? Block(index, problems: number, stream: stream) : blocks[index]
      let ends = block.lower * range.lowerBound + block.upper * range.upperBound
      for k in 0..<width { sums[k] = ends }
      var start = 0
      for (values, count) in rows {
        let weight = block.sums[start + count] - block.sums[start]
        for k in 0..<width { sums[k] += weight * values[k] }
        start += count
      }
      let total = block.sums[number] + block.lower + block.upper
      for k in 0..<width {
        let mean = sums[k] / total
        for lane in 0..<8 { means[k].append(mean[lane]) }
      }
    }
    return means
  }

  private typealias Lanes = SIMD8<Double>

  /// Eight draws.
  private struct Block {
    /// The weights of the two ends of the range.
    let lower: Lanes
    let upper: Lanes
    /// The weights of the first 0, 1, 2 … problems together: a group of equal problems, which lie
    /// side by side, costs one subtraction.
    let sums: [Lanes]

    init(_ index: Int, problems: Int, stream: UInt64) {
      // Two gammas of shape 1/2 are an exponential number shared out by an arcsine number.
      let both = Self.exponentials(index, 0, stream)
      let share = Lanes((0..<8).map { Self.arcsine(UInt64(8 * index + $0), stream) })
      lower = both * share
      upper = both * (1 - share)
      sums = [Lanes](unsafeUninitializedCapacity: problems + 1) { sums, count in
        var sum = Lanes.zero
        sums[0] = sum
        for problem in 1...problems {
          sum += Self.exponentials(index, UInt64(problem), stream)
          sums[problem] = sum
        }
        count = problems + 1
      }
    }

    /// The exponential numbers of eight draws at one position.
    private static func exponentials(_ index: Int, _ position: UInt64, _ stream: UInt64) -> Lanes {
      var uniform = Lanes.zero
      for lane in 0..<8 {
        uniform[lane] = DirichletDraws.uniform(UInt64(8 * index + lane), position, stream)
      }
      return -portableLogarithm(uniform)
    }

    /// `x^2 / (x^2 + y^2)` of a point uniform in the quarter disk: the first of the draw's that
    /// falls into it.
    private static func arcsine(_ draw: UInt64, _ stream: UInt64) -> Double {
      var attempt: UInt64 = 0
      while true {
        let x = DirichletDraws.uniform(draw, 1 << 31 + 2 * attempt, stream)
        let y = DirichletDraws.uniform(draw, 1 << 31 + 2 * attempt + 1, stream)
        let square = x * x + y * y
        if square < 1 { return x * x / square }
        attempt += 1
      }
    }
  }

  /// A number strictly between 0 and 1, uniform over the odd multiples of 2^-53: output number
  /// `draw * 2^32 + position` of SplitMix64 with the seed `stream`.
  private static func uniform(_ draw: UInt64, _ position: UInt64, _ stream: UInt64) -> Double {
    let state = stream &+ (draw << 32 | position) &* 0x9E37_79B9_7F4A_7C15
    var generator = SeededGenerator(seed: state)
    return (Double(generator.next() >> 12) + 0.5) * 0x1p-52
  }
}

/// The natural logarithms of eight normal positive numbers, to about 1e-15 of 1 or of themselves,
/// by additions, multiplications and one division: the same bits on every machine, where a C
/// library's may differ in the last one.
///
/// With `x = m 2^e`, `m` between `sqrt(1/2)` and `sqrt(2)` and `s = (m - 1) / (m + 1)`:
/// `ln x = e ln 2 + 2 (s + s^3/3 + s^5/5 + …)`. The first term left out is below 1e-17.
package func portableLogarithm(_ x: SIMD8<Double>) -> SIMD8<Double> {
  let bits = unsafeBitCast(x, to: SIMD8<UInt64>.self)
  // The exponent as if the mantissa ran from sqrt(1/2), and 1023 more, as the bits have it.
  let root: UInt64 = 0x3FE6_A09E_667F_3BCD
  let biased = (bits &+ ((1023 << 52) &- root)) &>> 52
  let scaled = bits &- ((biased &- 1023) &<< 52)
  let m = unsafeBitCast(scaled, to: SIMD8<Double>.self)
  // As a number: below the leading bit of 2^52.
  let exponent = unsafeBitCast(biased | 0x4330 << 48, to: SIMD8<Double>.self) - (0x1p52 + 1023)
  let s = (m - 1) / (m + 1)
  let square = s * s
  var series = square * (1.0 / 21) + 1.0 / 19
  series = series * square + 1.0 / 17
  series = series * square + 1.0 / 15
  series = series * square + 1.0 / 13
  series = series * square + 1.0 / 11
  series = series * square + 1.0 / 9
  series = series * square + 1.0 / 7
  series = series * square + 1.0 / 5
  series = series * square + 1.0 / 3
  series = series * square + 1
  return exponent * 0x1.62e42fefa39efp-1 + 2 * s * series
}
