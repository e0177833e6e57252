/// A symmetric positive definite matrix kept, row by row, from its first entry that is not zero to
/// the diagonal. Its Cholesky factor needs no more room.
struct SkylineMatrix {
  /// For each row, the column of its first entry.
  let first: [Int]
  private let start: [Int]
  private var entries: [Double]

  init(first: [Int]) {
    self.first = first
    var start: [Int] = []
    var total = 0
    for (row, first) in first.enumerated() {
      start.append(total)
      total += row - first + 1
    }
    self.start = start
    entries = [Double](repeating: 0, count: total)
  }

  /// - Precondition: `first[row] <= column <= row`.
  subscript(row: Int, column: Int) -> Double {
    get { entries[start[row] + column - first[row]] }
    set { entries[start[row] + column - first[row]] = newValue }
  }

  /// The `x` with `A x = b`; the matrix is replaced by its Cholesky factor.
  ///
  /// - Complexity: the sum over rows of the squared length kept, halved.
  mutating func solve(_ b: [Double]) -> [Double] {
    var x = b
    entries.withUnsafeMutableBufferPointer { entries in
      let base = entries.baseAddress!
      for row in first.indices {
        let own = base + start[row] - first[row]
        for column in first[row]..<row {
          let other = base + start[column] - first[column]
          let from = max(first[row], first[column])
          let sum = dot(own + from, other + from, column - from)
          own[column] = (own[column] - sum) / other[column]
        }
        let sum = dot(own + first[row], own + first[row], row - first[row])
        own[row] = (own[row] - sum).squareRoot()
        var value = x[row]
        for column in first[row]..<row { value -= own[column] * x[column] }
        x[row] = value / own[row]
      }
      for row in first.indices.reversed() {
        let own = base + start[row] - first[row]
        let value = x[row] / own[row]
        x[row] = value
        for column in first[row]..<row { x[column] -= own[column] * value }
      }
    }
    return x
  }
}
