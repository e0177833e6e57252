import BigInt

/// The mean of `value` over every subset of `k` of `0..<n`, given as the indices it holds: n up to
/// about 12.
func meanOverSubsets(of n: Int, taking k: Int, _ value: ([Int]) -> Double) -> Double {
  var sum = 0.0
  var subsets = 0
  for mask in 0..<(1 << n) where mask.nonzeroBitCount == k {
    subsets += 1
    sum += value((0..<n).filter { mask >> $0 & 1 == 1 })
  }
  return sum / Double(subsets)
}

/// C(n, k) exactly, of any size.
func bigBinomial(_ n: Int, _ k: Int) -> BigInt {
  guard k >= 0 && k <= n else { return 0 }
  let k = min(k, n - k)
  return (0..<k).reduce(BigInt(1)) { $0 * BigInt(n - $1) / BigInt($1 + 1) }
}

/// `numerator / denominator` to about 2^-100, however small: the quotient keeps 100 bits.
func quotient(_ numerator: BigInt, _ denominator: BigInt) -> Double {
  guard numerator != 0 else { return 0 }
  let shift = max(0, 100 + denominator.bitWidth - numerator.bitWidth)
  let quotient = (numerator << shift) / denominator
  let excess = quotient.bitWidth - 64
  let significant = excess > 0 ? quotient >> excess : quotient
  return Double(significant) * power2(max(excess, 0) - shift)
}

private func power2(_ exponent: Int) -> Double {
  exponent < -1070 ? 0 : Double(sign: .plus, exponent: exponent, significand: 1)
}

/// `P(X >= t)` for *X* of `marked` among `draws` of `total`, by integers.
func bigAtLeast(_ t: Int, total n: Int, marked c: Int, draws k: Int) -> Double {
  let (low, high) = (max(t, k - (n - c), 0), min(c, k))
  guard low <= high else { return 0 }
  // The terms follow from one another by exact division.
  var term = bigBinomial(c, low) * bigBinomial(n - c, k - low)
  var sum = BigInt(0)
  for j in low...high {
    sum += term
    guard j < high else { break }
    term = term * BigInt((c - j) * (k - j)) / BigInt((j + 1) * (n - c - k + j + 1))
  }
  return quotient(sum, bigBinomial(n, k))
}
