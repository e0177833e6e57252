internal import CKernels

/// One resampling of problems for many columns of values at once: every `k` of every run of a
/// benchmark, say.
///
/// A replicate is a study of as many problems drawn with replacement, the same ones for every
/// column. That is what pairs the columns: the difference of two has the replicates of the
/// problems' differences.
///
/// The problem drawn at a position of a replicate is a function of the seed, the replicate and the
/// position (`ck_resample`), so the limits do not hang on threads or on the width of vectors. Problems
/// are numbered in the order given: a caller who wants the same limits whatever the order of its
/// input sorts first.
///
/// Replicates are ordered by sums of values that were rounded to multiples of a power of two, the
/// least with which no sum of *P* of them leaves 32 bits (2^-26 for 30 problems, 2^-20 for 1,319):
/// a sum of whole numbers is the same in any order. A limit itself is not rounded: it is the mean
/// of the unrounded values of the replicate that stands there.
package struct JointBootstrap: Sendable {
  /// Problems in a study.
  package let problems: Int
  /// Values a problem has.
  package let columns: Int
  package let resampling: Resampling

  private let range: ClosedRange<Double>
  /// The values, a problem's after another's; one row for problems that are alike.
  private let values: [Double]
  private let counts: [Int]
  /// The row of each problem.
  private let row: [Int32]
  /// What a whole number of `sums` is worth in a sum of values.
  private let unit: Double
  /// The rounded sum of each column over all problems, in `unit`s.
  private let totals: [Int32]
  /// The replicates' sums in `unit`s, a column's after another's.
  private let sums: [Int32]

  /// - Parameters:
  ///   - values: Row after row, `values.count / counts.count` a row, all within `range`.
  ///   - counts: How many problems have each row.
  ///   - range: What is possible.
  /// - Complexity: *P* × columns additions a replicate, eight to a step; 4 bytes a replicate and
  ///   column.
  package init(
    values: [Double], counts: [Int], in range: ClosedRange<Double>,
    resampling: Resampling = Resampling()
  ) {
    precondition(
      !counts.isEmpty && values.count % counts.count == 0 && values.count >= counts.count,
      "\(values.count) values do not make \(counts.count) rows")
    precondition(values.allSatisfy { range.contains($0) }, "a value lies outside \(range)")
    let columns = values.count / counts.count
    let row = counts.indices.flatMap { [Int32](repeating: Int32($0), count: counts[$0]) }
    precondition(!row.isEmpty && row.count <= 1 << 30, "\(row.count) problems cannot be resampled")
    let unit = Self.unit(problems: row.count, range)
    (totals, sums) = Self.resampled(values.map { Int32(($0 / unit).rounded()) }, row, resampling)
    (self.columns, self.row, self.unit) = (columns, row, unit)
    (self.values, self.counts, self.range) = (values, counts, range)
    self.resampling = resampling
    problems = row.count
  }

  /// One column.
  init(_ sample: BoundedSample, _ resampling: Resampling) {
    self.init(
      values: sample.values.map(\.value), counts: sample.values.map(\.count), in: sample.range,
      resampling: resampling)
  }

  /// The least power of two by which neither a sum of values nor a difference of two sums leaves 32
  /// bits.
  private static func unit(problems: Int, _ range: ClosedRange<Double>) -> Double {
    let reach = max(
      abs(range.lowerBound), abs(range.upperBound), range.upperBound - range.lowerBound)
    var unit = 0x1p-30
    while Double(problems) * (reach / unit + 1) > 0x1p31 { unit *= 2 }
    return unit
  }

  private static func resampled(
    _ whole: [Int32], _ row: [Int32], _ resampling: Resampling
  ) -> (totals: [Int32], sums: [Int32]) {
    let columns = whole.count / (Int(row.max()!) + 1)
    let width = (columns + 7) / 8 * 8
    var totals = [Int32](repeating: 0, count: columns)
    var rows = [Int32](repeating: 0, count: row.count * width)
    for (problem, row) in row.enumerated() {
      for column in 0..<columns {
        let value = whole[Int(row) * columns + column]
        rows[problem * width + column] = value
        totals[column] += value
      }
    }
    let replicates = resampling.replicates
    let sums = [Int32](unsafeUninitializedCapacity: width * replicates) { sums, count in
      let failed = ck_resample(
        rows, row.count, width, resampling.seed, 0, replicates, sums.baseAddress, replicates)
      precondition(failed == 0, "no memory to draw \(row.count) problems")
      count = columns * replicates
    }
    return (totals, sums)
  }

  // MARK: Intervals

  /// The percentile interval of a column's mean, or of the difference of two columns' means.
  ///
  /// - Parameter other: The column to subtract.
  package func percentile(_ column: Int, minus other: Int? = nil, level: Double) -> MeanInterval {
    let tail = (1 - level) / 2
    guard resampling.reaches(tail) else {
      return MeanInterval(absent: .tooFewReplicates(resampling.replicates))
    }
    let spread = (tail * (1 - tail) / Double(resampling.replicates)).squareRoot()
    return interval(
      Column(column, other), level: level, lower: Place(tail, spread),
      upper: Place(1 - tail, spread))
  }

  /// The bias-corrected and accelerated interval of a column's mean, or of the difference of two
  /// columns' means.
  package func bca(_ column: Int, minus other: Int? = nil, level: Double) -> MeanInterval {
    let column = Column(column, other)
    let moments = moments(column)
    guard moments.squares > 0 else { return MeanInterval(absent: .noSpread) }
    let share = shareBelowTheMean(column)
    guard share > 0 && share < 1 else { return MeanInterval(absent: .oneSidedReplicates) }
    let correction = BiasCorrection(
      share: share,
      acceleration: moments.cubes / (6 * moments.squares * moments.squares.squareRoot()),
      replicates: resampling.replicates)
    let tail = (1 - level) / 2
    guard let lower = correction.place(tail), let upper = correction.place(1 - tail),
      resampling.reaches(lower.chance), resampling.reaches(1 - upper.chance),
      lower.chance < upper.chance
    else { return MeanInterval(absent: .tooFewReplicates(resampling.replicates)) }
    return interval(column, level: level, lower: lower, upper: upper)
  }

  /// The chances of at most 0 and of at least 0 in the replicates' distribution, as `percentile`
  /// interpolates it: its lower limit is above 0 exactly where half of `1 - level` is above
  /// `atMost`, its upper limit below 0 exactly where it is above `atLeast`.
  ///
  /// Never below `1 / (replicates - 1)`: what so many replicates cannot tell from 0.
  func atZero(_ column: Int, minus other: Int? = nil) -> (atMost: Double, atLeast: Double) {
    let last = Double(resampling.replicates - 1)
    guard last > 0 else { return (1, 1) }
    var (negative, positive) = (Int32(0), Int32(0))
    var (below, above) = (Int32.min, Int32.max)
    eachSum(of: Column(column, other)) { sum in
      negative &+= sum < 0 ? 1 : 0
      positive &+= sum > 0 ? 1 : 0
      below = max(below, sum < 0 ? sum : .min)
      above = min(above, sum > 0 ? sum : .max)
    }
    // Between the last replicate below 0 and the first above, where none is at 0.
    let zeros = Int32(resampling.replicates) - negative - positive
    let between = -Double(below) / (Double(above) - Double(below))
    let atMost = Double(negative + zeros - 1) + (zeros > 0 ? 0 : between)
    let atLeast = Double(positive + zeros - 1) + (zeros > 0 ? 0 : 1 - between)
    return (
      min(1, max(1, positive == 0 ? last : atMost) / last),
      min(1, max(1, negative == 0 ? last : atLeast) / last)
    )
  }

  // MARK: Order statistics

  /// A column, or the difference of two.
  private struct Column {
    let plus: Int
    let minus: Int?

    init(_ plus: Int, _ minus: Int?) {
      self.plus = plus
      self.minus = minus
    }
  }

  /// Where a limit stands among the replicates.
  struct Place {
    /// The share of replicates below.
    let chance: Double
    /// The standard deviation of what a share of replicates is off by.
    let spread: Double

    init(_ chance: Double, _ spread: Double) {
      self.chance = chance
      self.spread = spread
    }
  }

  private func interval(
    _ column: Column, level: Double, lower: Place, upper: Place
  ) -> MeanInterval {
    let last = Double(resampling.replicates - 1)
    func ranks(_ place: Place) -> [Double] {
      [-1, 0, 1].map { min(max((place.chance + $0 * place.spread) * last, 0), last) }
    }
    let (below, above) = (ranks(lower), ranks(upper))
    func whole(_ ranks: [Double]) -> [Int] {
      ranks.flatMap { [Int($0), min(Int($0) + 1, resampling.replicates - 1)] }.sorted()
    }
    let ordered = OrderedTails(
      plus: slice(column.plus), minus: column.minus.map(slice), lower: whole(below),
      upper: whole(above), normal: normal(column))
    let (first, second) = (limit(column, below, ordered), limit(column, above, ordered))
    return MeanInterval(
      Interval(level: level, lower: first.value, upper: max(first.value, second.value)),
      monteCarloError: MonteCarloError(lower: first.error, upper: second.error))
  }

  /// The value at the middle of three ranks, interpolated, and half the distance of the outer two.
  private func limit(
    _ column: Column, _ ranks: [Double], _ ordered: OrderedTails
  ) -> (value: Double, error: Double) {
    func rounded(_ rank: Double) -> Double {
      let (low, high) = ordered.around(rank)
      return Double(low.sum) + (rank - rank.rounded(.down)) * Double(high.sum - low.sum)
    }
    let (low, high) = ordered.around(ranks[1])
    let lowMean = mean(column, inReplicate: low.replicate)
    let share = ranks[1] - ranks[1].rounded(.down)
    let highMean =
      share == 0 || low.sum == high.sum ? lowMean : mean(column, inReplicate: high.replicate)
    return (
      min(max(lowMean + share * (highMean - lowMean), least(column)), greatest(column)),
      0.5 * (rounded(ranks[2]) - rounded(ranks[0])) * unit / Double(problems)
    )
  }

  private func least(_ column: Column) -> Double {
    column.minus == nil ? range.lowerBound : range.lowerBound - range.upperBound
  }

  private func greatest(_ column: Column) -> Double {
    column.minus == nil ? range.upperBound : range.upperBound - range.lowerBound
  }

  /// The mean of a replicate's unrounded values.
  private func mean(_ column: Column, inReplicate replicate: Int) -> Double {
    let drawn = [UInt32](unsafeUninitializedCapacity: problems + 8) { drawn, count in
      ck_draw(resampling.seed, replicate, problems, drawn.baseAddress)
      count = problems
    }
    var sum = CompensatedSum()
    for problem in drawn { sum.add(value(column, Int(row[Int(problem)]))) }
    return sum.value / Double(problems)
  }

  private func value(_ column: Column, _ row: Int) -> Double {
    let value = values[row * columns + column.plus]
    return column.minus.map { value - values[row * columns + $0] } ?? value
  }

  private func slice(_ column: Int) -> ArraySlice<Int32> {
    precondition(column >= 0 && column < columns, "no column \(column) of \(columns)")
    return sums[column * resampling.replicates..<(column + 1) * resampling.replicates]
  }

  @inline(__always)
  private func eachSum(of column: Column, _ body: (Int32) -> Void) {
    slice(column.plus).withUnsafeBufferPointer { plus in
      guard let other = column.minus else { return plus.forEach(body) }
      slice(other).withUnsafeBufferPointer { minus in
        for replicate in plus.indices { body(plus[replicate] &- minus[replicate]) }
      }
    }
  }

  // MARK: Moments

  /// The sums over problems of squared and cubed distances from the mean.
  private func moments(_ column: Column) -> (mean: Double, squares: Double, cubes: Double) {
    let mean = average(counts.indices.map { (value: value(column, $0), count: counts[$0]) })
    let first = value(column, 0)
    if counts.indices.allSatisfy({ value(column, $0) == first }) { return (mean, 0, 0) }
    var (squares, cubes) = (0.0, 0.0)
    for row in counts.indices {
      let distance = value(column, row) - mean
      squares += Double(counts[row]) * distance * distance
      cubes += Double(counts[row]) * distance * distance * distance
    }
    return (mean, squares, cubes)
  }

  /// The mean and the standard deviation that a replicate's rounded sum has.
  private func normal(_ column: Column) -> (mean: Double, deviation: Double) {
    let moments = moments(column)
    return (moments.mean * Double(problems) / unit, moments.squares.squareRoot() / unit)
  }

  /// The share of replicates whose rounded sum is below that of the problems themselves, those at it
  /// counted by half.
  private func shareBelowTheMean(_ column: Column) -> Double {
    let total = totals[column.plus] - (column.minus.map { totals[$0] } ?? 0)
    var halves = Int32(0)
    eachSum(of: column) { sum in halves &+= (sum < total ? 1 : 0) &+ (sum <= total ? 1 : 0) }
    return 0.5 * Double(halves) / Double(resampling.replicates)
  }
}

/// Efron's correction of the chances that the limits leave outside.
private struct BiasCorrection {
  /// The normal quantile of the replicates' share below the mean.
  let bias: Double
  let share: Double
  let acceleration: Double
  let replicates: Int

  init(share: Double, acceleration: Double, replicates: Int) {
    bias = StandardNormal.quantile(share)
    (self.share, self.acceleration, self.replicates) = (share, acceleration, replicates)
  }

  /// Where the limit of chance `chance` is read, and how far that is off by the draws: the share
  /// there and the share below the mean are both counted from the same replicates.
  ///
  /// - Returns: `nil` where the acceleration is too much for the correction to have a meaning.
  func place(_ chance: Double) -> JointBootstrap.Place? {
    let u = bias + StandardNormal.quantile(chance)
    let stretch = 1 - acceleration * u
    guard stretch > 0 else { return nil }
    let z = bias + u / stretch
    let moved = StandardNormal.cumulative(z)
    // d moved / d share: the bias enters twice.
    let slope =
      StandardNormal.density(z) * (1 + 1 / (stretch * stretch)) / StandardNormal.density(bias)
    let variance =
      slope * slope * share * (1 - share) + moved * (1 - moved)
      - 2 * slope * (min(share, moved) - share * moved)
    return JointBootstrap.Place(moved, (max(0, variance) / Double(replicates)).squareRoot())
  }
}
