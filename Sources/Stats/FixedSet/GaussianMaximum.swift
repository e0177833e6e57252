/// How far the furthest of several normal numbers strays from its mean, in its own standard
/// deviations: what a band that holds a whole curve must allow for.
///
/// The numbers are drawn `draws` times from a fixed stream that is part of the method (SplitMix64,
/// by counter), so the answer depends on nothing else. With 8,192 draws its own standard error is
/// 0.02 at level 0.95.
package enum GaussianMaximum {
  package static let draws = 8_192

  /// Directions kept apart; what is left of a curve's variance beyond them is below 1e-4 of it for
  /// any curve of pass@k.
  private static let rank = 24

  /// Standard normal numbers, direction after direction.
  private static let stream: [Double] = {
    var generator = SeededGenerator(seed: 0x70_61_73_73_40_6B)
    return (0..<rank * draws).map { _ in
      StandardNormal.quantile((Double(generator.next() >> 11) + 0.5) * 0x1p-53)
    }
  }()

  /// The `c` with `P(max_i |Z_i| / sd_i <= c) = level`.
  ///
  /// - Parameters:
  ///   - covariances: Of *m* numbers, row after row. Numbers whose variance is below 1e-18 are left
  ///     out: nothing about them is uncertain.
  /// - Returns: At least the two-sided normal quantile of one number.
  /// - Complexity: `draws` times *m* times the rank, some 1 ms for a dozen.
  package static func quantile(_ covariances: [Double], of count: Int, level: Double) -> Double {
    precondition(covariances.count == count * count, "\(covariances.count) covariances of \(count)")
    let single = TailArea(level: level).z
    let factor = correlationFactor(covariances, count)
    guard let directions = factor.first?.count, directions > 0 else { return single }
    var largest = [Double](repeating: 0, count: draws)
    var values = [Double](repeating: 0, count: draws)
    for row in factor {
      for index in values.indices { values[index] = 0 }
      stream.withUnsafeBufferPointer { stream in
        values.withUnsafeMutableBufferPointer { values in
          for (direction, loading) in row.enumerated() where loading != 0 {
            let base = stream.baseAddress! + direction * draws
            for index in 0..<draws { values[index] += loading * base[index] }
          }
        }
      }
      largest.withUnsafeMutableBufferPointer { largest in
        values.withUnsafeBufferPointer { values in
          for index in 0..<draws {
            let size = abs(values[index])
            largest[index] = size > largest[index] ? size : largest[index]
          }
        }
      }
    }
    // Only those beyond the answer for one number can be the answer.
    let beyond = largest.filter { $0 > single }.sorted()
    let above = draws - Int((level * Double(draws)).rounded(.up))
    return above < beyond.count ? beyond[beyond.count - 1 - above] : single
  }

  /// Loadings of the numbers, each scaled to variance 1, on independent directions: a Cholesky
  /// factor that always continues with the number least explained so far.
  private static func correlationFactor(_ covariances: [Double], _ count: Int) -> [[Double]] {
    let kept = (0..<count).filter { covariances[$0 * count + $0] > 1e-18 }
    let deviations = kept.map { covariances[$0 * count + $0].squareRoot() }
    var rest = [Double](repeating: 1, count: kept.count)
    var factor = [[Double]](repeating: [], count: kept.count)
    while let pivot = rest.indices.max(by: { (rest[$0], $1) < (rest[$1], $0) }),
      rest[pivot] > 1e-4, factor[pivot].count < rank
    {
      let scale = rest[pivot].squareRoot()
      let pivotRow = factor[pivot]
      for row in kept.indices {
        var value =
          covariances[kept[row] * count + kept[pivot]] / (deviations[row] * deviations[pivot])
        for (a, b) in zip(factor[row], pivotRow) { value -= a * b }
        let loading = row == pivot ? scale : rest[row] > 0 ? value / scale : 0
        factor[row].append(loading)
        rest[row] = row == pivot ? 0 : max(0, rest[row] - loading * loading)
      }
    }
    return factor
  }
}
