import Simulation
import Stats
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

struct DirichletMeanTests {
  /// `c` ones and `n - c` zeros: the mean is then a Beta number.
  private func zerosAndOnes(_ c: Int, of n: Int) -> DirichletMean {
    DirichletMean([(0, n - c), (1, c)], in: 0...1)
  }

  @Test(arguments: ScipyBeta.table)
  func `agrees with scipy's Beta quantiles at zeros and ones`(_ row: ScipyBeta) {
    let interval = zerosAndOnes(row.c, of: row.n).interval(level: row.level)
    #expect(abs(interval.lower - row.lower) < 1e-10)
    #expect(abs(interval.upper - row.upper) < 1e-10)
  }

  @Test(arguments: [1, 2, 3, 4, 7, 10, 15, 30, 60, 100, 240, 500, 1_000, 2_000])
  func `agrees with our own incomplete beta function`(n: Int) {
    for c in Set([0, 1, 2, n / 10, n / 3, n / 2, n - 1, n]).sorted() where c <= n {
      let mean = zerosAndOnes(c, of: n)
      let beta = JeffreysBeta(c: c, n: n)
      for level in [0.5, 0.8, 0.95, 0.99, 0.999] {
        for probability in [(1 - level) / 2, (1 + level) / 2] {
          let quantile = mean.quantile(probability)
          #expect(abs(quantile - beta.quantile(probability)) < 1e-11, "c \(c) p \(probability)")
          #expect(abs(mean.cumulative(quantile) - beta.cumulative(quantile)) < 1e-12)
        }
      }
      for t in stride(from: 0.0, through: 1, by: 1.0 / 64) {
        #expect(abs(mean.cumulative(t) - beta.cumulative(t)) < 1e-12, "c \(c) t \(t)")
      }
    }
  }

  @Test(arguments: [(3, 5), (0, 10), (10, 30), (30, 30), (12, 500)])
  func `has the density of the Beta distribution at zeros and ones`(c: Int, n: Int) {
    let mean = zerosAndOnes(c, of: n)
    let (a, b) = (Double(c) + 0.5, Double(n - c) + 0.5)
    let constant = lgamma(a + b) - lgamma(a) - lgamma(b)
    for probability in [0.0005, 0.025, 0.3, 0.7, 0.975] {
      let t = mean.quantile(probability)
      let exact = exp(constant + (a - 1) * log(t) + (b - 1) * log1p(-t))
      let (value, slope) = mean.density(at: t)
      #expect(abs(value / exact - 1) < 1e-9, "p \(probability)")
      #expect(abs(slope / exact / ((a - 1) / t - (b - 1) / (1 - t)) - 1) < 1e-7)
    }
    #expect(mean.density(at: 0).value == 0 && mean.density(at: 1).value == 0)
  }

  /// Values of every kind: few and many, spread and crowded, at the ends and between.
  static let samples: [[Double]] = {
    var rng = SeededGenerator(seed: 5)
    var samples: [[Double]] = [
      [0.3], [0], [1], [1e-9], [0.5, 0.5], [0, 1], [1 - 1e-6], [0.999, 1, 1, 1],
      [Double](repeating: 1 - 1e-6, count: 30), [Double](repeating: 0.5, count: 3_000),
      (0..<30).map { 0.4 + Double($0) * 1e-15 },
    ]
    for size in [3, 10, 30, 100, 500] {
      samples.append((0..<size).map { _ in rng.uniform() })
      samples.append((0..<size).map { _ in rng.beta(0.2, 0.2) })
      samples.append((0..<size).map { _ in Double(rng.binomial(8, 0.9)) / 8 })
    }
    return samples
  }()

  /// Whether the weight is spread enough for a rule on a straight line.
  private static func isSpread(_ values: [Double]) -> Bool {
    values.count >= 10 && values.max()! - values.min()! > 0.1
  }

  private func mean(_ values: [Double], halves: Int = 1) -> DirichletMean {
    DirichletMean(values.map { ($0, 1) }, in: 0...1, halves: halves)
  }

  @Test(arguments: samples.indices)
  func `finer steps move nothing, and the rules agree`(_ sample: Int) {
    let values = Self.samples[sample]
    let mean = mean(values)
    for level in [0.5, 0.95, 0.999] {
      let interval = mean.interval(level: level)
      for t in [interval.lower, mean.mean, interval.upper] {
        let value = mean.cumulative(t)
        #expect(abs(value - mean.cumulative(t, refinement: 2)) < 1e-12)
        #expect(abs(value - mean.cumulative(t, by: .line)) < 1e-12 || !Self.isSpread(values))
        #expect(abs(value - mean.cumulative(t, by: .contour)) < 1e-12)
        #expect(abs(value - mean.cumulative(t, by: .contour, refinement: 2)) < 1e-12)
      }
    }
  }

  /// Crowds at several distances with a few far away: what made a rule on a straight line fail.
  @Test(arguments: 0..<200)
  func `crowds and outliers in any mixture are added up right`(_ seed: Int) {
    var rng = SeededGenerator(seed: 100 + UInt64(seed))
    let centre = rng.uniform()
    var values: [(value: Double, count: Int)] = []
    for _ in 0..<Int.random(in: 1...6, using: &rng) {
      let distance = pow(10, -4 * rng.uniform()) * (Bool.random(using: &rng) ? 1 : -1)
      let count = Int(pow(10, 3.5 * rng.uniform()))
      values.append((min(max(centre + distance, 0), 1), count))
    }
    let mean = DirichletMean(values, in: 0...1)
    let interval = mean.interval(level: 0.95)
    for t in [interval.lower, mean.mean, interval.upper, mean.quantile(0.0005)] {
      let value = mean.cumulative(t)
      #expect(abs(value - mean.cumulative(t, refinement: 3)) < 1e-11)
      #expect(abs(value - mean.cumulative(t, refinement: 8)) < 1e-11)
    }
  }

  @Test(arguments: samples.indices)
  func `agrees with Davies' rule along the imaginary axis`(_ sample: Int) {
    let values = Self.samples[sample]
    guard Self.isSpread(values) else { return }
    let mean = mean(values)
    let weighted = values.map { (value: $0, shape: 1.0) } + [(0, 0.5), (1, 0.5)]
    for probability in [1e-5, 0.0005, 0.025, 0.4, 0.5, 0.6, 0.975, 0.9995] {
      let t = mean.quantile(probability)
      #expect(abs(davies(weighted, at: t) - probability) < 1e-11, "p \(probability)")
    }
  }

  /// With weight 1 at every value the chance of more than `t` is a B-spline:
  /// the sum over v_j > t of (v_j - t)^(m-1) / prod (v_j - v_i).
  @Test(arguments: [[0.5], [0.25, 0.75], [0.1, 0.35, 0.8], [0.2, 0.4, 0.6, 0.8, 0.9]])
  func `whole weights give the B-spline of their values`(values: [Double]) {
    let knots = [0] + values + [1]
    let mean = mean(values, halves: 2)
    for t in stride(from: 0.005, to: 1, by: 0.01) {
      var above = 0.0
      for (j, v) in knots.enumerated() where v > t {
        var term = 1.0
        for (i, w) in knots.enumerated() where i != j { term *= (v - t) / (v - w) }
        above += term
      }
      #expect(abs(mean.cumulative(t) - (1 - above)) < 1e-12, "t \(t)")
    }
  }

  /// `count` equal values v: the mean is (1-B) v + B A with B ~ Beta(1, count) and A an arcsine
  /// number, so above v one integral over the angle of A is left.
  @Test(arguments: [0.0, 0.05, 0.3, 0.5, 0.9], [2, 3, 5, 10, 30, 200])
  func `half weights around equal values leave one integral`(value: Double, count: Int) {
    let mean = DirichletMean([(value, count)], in: 0...1)
    #expect(abs(mean.cumulative(value) - 2 / Double.pi * asin(value.squareRoot())) < 1e-12)
    for t in [0.01, 0.03, 0.1, 0.4].map({ value + $0 }) where t < 1 {
      let start = asin(t.squareRoot())
      let intervals = 1 << 14
      let width = (Double.pi / 2 - start) / Double(intervals)
      var sum = 0.0
      for i in 0...intervals {
        let a = sin(start + Double(i) * width)
        let term = pow(max(0, (a * a - t) / (a * a - value)), Double(count))
        sum += term * (i == 0 || i == intervals ? 1 : i % 2 == 1 ? 4 : 2)
      }
      let exact = 1 - 2 / Double.pi * sum * width / 3
      #expect(abs(mean.cumulative(t) - exact) < 1e-11, "t \(t)")
    }
  }

  @Test(arguments: [[0.1, 0.4, 0.45, 0.9], [0, 0, 0.02, 0.5, 1], [0.7, 0.7, 0.71, 0.99]])
  func `agrees with a simulation of the weights within its own error`(values: [Double]) {
    var rng = SeededGenerator(seed: 6)
    let mean = mean(values)
    let marks = [0.05, 0.3, 0.6, 0.95].map { (t: mean.quantile($0), p: $0) }
    var below = [Int](repeating: 0, count: marks.count)
    let draws = 200_000
    for _ in 0..<draws {
      var (sum, weights) = (0.0, 0.0)
      for (value, shape) in values.map({ ($0, 1.0) }) + [(0, 0.5), (1, 0.5)] {
        let weight = rng.gamma(shape)
        sum += weight * value
        weights += weight
      }
      for (index, mark) in marks.enumerated() where sum <= mark.t * weights { below[index] += 1 }
    }
    for (mark, count) in zip(marks, below) {
      let error = (mark.p * (1 - mark.p) / Double(draws)).squareRoot()
      #expect(abs(Double(count) / Double(draws) - mark.p) < 4.5 * error)
    }
  }

  @Test(arguments: samples.indices)
  func `mirrors and scales with its values`(_ sample: Int) {
    let values = Self.samples[sample]
    let mean = mean(values)
    let mirrored = self.mean(values.map { 1 - $0 })
    let scaled = DirichletMean(values.map { (2 * $0 - 1, 1) }, in: -1...1)
    for probability in [0.0005, 0.025, 0.25, 0.5, 0.975] {
      let quantile = mean.quantile(probability)
      #expect(abs(quantile - (1 - mirrored.quantile(1 - probability))) < 1e-11)
      #expect(abs(2 * quantile - 1 - scaled.quantile(probability)) < 1e-11)
    }
  }

  @Test(arguments: samples.indices)
  func `order and grouping change no bit`(_ sample: Int) {
    let values = Self.samples[sample]
    var rng = SeededGenerator(seed: 7)
    let interval = mean(values).interval(level: 0.95)
    #expect(mean(values.shuffled(using: &rng)).interval(level: 0.95) == interval)
    var counts: [Double: Int] = [:]
    for value in values { counts[value, default: 0] += 1 }
    let grouped = DirichletMean(counts.map { ($0.key, $0.value) } + [(0.77, 0)], in: 0...1)
    #expect(grouped.interval(level: 0.95) == interval)
    let twice = mean(values + values).interval(level: 0.95)
    #expect(DirichletMean(values.map { ($0, 2) }, in: 0...1).interval(level: 0.95) == twice)
  }

  @Test(arguments: samples.indices)
  func `the quantile undoes the distribution function`(_ sample: Int) {
    let mean = mean(Self.samples[sample])
    for probability in [1e-6, 0.0005, 0.005, 0.025, 0.1, 0.5, 0.9, 0.975, 0.9995] {
      let quantile = mean.quantile(probability)
      // 1e-11 either side of it the chance lies below and above.
      #expect(mean.cumulative(quantile - 1e-11) <= probability + 1e-13)
      #expect(mean.cumulative(quantile + 1e-11) >= probability - 1e-13)
    }
  }

  @Test(arguments: samples.indices)
  func `rises from 0 to 1, and never leaves them`(_ sample: Int) {
    let mean = mean(Self.samples[sample])
    #expect(mean.cumulative(0) == 0 && mean.cumulative(-1) == 0)
    #expect(mean.cumulative(1) == 1 && mean.cumulative(2) == 1)
    var last = 0.0
    for step in 0...2_000 {
      let t = Double(step) / 2_000
      let value = mean.cumulative(t)
      #expect((0...1).contains(value) && value >= last - 1e-12, "t \(t)")
      last = max(last, value)
    }
    for exponent in 1...16 {
      let distance = pow(10, -Double(exponent))
      #expect((0...1).contains(mean.cumulative(distance)))
      #expect((0...1).contains(mean.cumulative(1 - distance)))
    }
  }

  @Test(arguments: [1, 2, 1_000, 100_000])
  func `any number of equal problems has an interval of some width`(count: Int) {
    for value in [0, 1e-300, 1e-15, 1e-6, 0.5, 1 - 1e-6, 1 - 1e-15, 1] {
      let interval = DirichletMean([(value, count)], in: 0...1).interval(level: 0.95)
      #expect(0 <= interval.lower && interval.lower < interval.upper && interval.upper <= 1)
    }
  }

  @Test func `a hundred thousand different problems are no trouble`() {
    var rng = SeededGenerator(seed: 8)
    let mean = mean((0..<100_000).map { _ in rng.uniform() })
    let interval = mean.interval(level: 0.95)
    // So many values make it normal.
    #expect(abs(interval.lower - (mean.mean - 1.959964 * mean.standardDeviation)) < 2e-6)
    #expect(abs(interval.upper - (mean.mean + 1.959964 * mean.standardDeviation)) < 2e-6)
  }

  /// Values whose rounding alone tells them from the end of the range.
  @Test(arguments: [1e-16, 3e-16, 3e-14, 1e-12])
  func `a range of a few roundings has quantiles within`(width: Double) {
    for (values, halves) in [([(1 - width, 30)], 2), ([(1 - width, 29), (1 - width / 3, 1)], 2)] {
      let mean = DirichletMean(values, in: (1 - width)...1, halves: halves)
      for probability in [1e-9, 0.025, 0.5, 0.975, 1 - 1e-9] {
        let quantile = mean.quantile(probability)
        #expect(quantile >= 1 - width && quantile <= 1, "\(width) \(probability) \(quantile)")
      }
    }
  }
}
