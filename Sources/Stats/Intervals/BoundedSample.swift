/// What an interval for a mean is made from: one value a problem, and what is possible.
package struct BoundedSample: Sendable {
  /// Each value with how many problems have it. Methods that draw number the problems in this
  /// order; nothing else hangs on it.
  package let values: [(value: Double, count: Int)]
  /// What is possible, whatever was seen.
  package let range: ClosedRange<Double>
  /// Problems in all. At least 1.
  package let problems: Int

  /// - Precondition: at least one problem, every value within `range`.
  package init(_ values: [(value: Double, count: Int)], in range: ClosedRange<Double>) {
    self.values = values.filter { $0.count > 0 }
    self.range = range
    problems = self.values.reduce(0) { $0 + $1.count }
    precondition(problems > 0, "an interval needs a problem")
    for (value, _) in self.values {
      precondition(range.contains(value), "a value of \(value) lies outside \(range)")
    }
  }

  /// The same for values in any order, counted in any way: sorted, equal ones together.
  package init(sorting values: [(value: Double, count: Int)], in range: ClosedRange<Double>) {
    var merged: [(value: Double, count: Int)] = []
    for (value, count) in values.sorted(by: { $0.value < $1.value }) {
      if let last = merged.last, last.value == value {
        merged[merged.count - 1].count += count
      } else {
        merged.append((value, count))
      }
    }
    self.init(merged, in: range)
  }

  package var mean: Double { average(values) }

  /// Whether all values are one.
  var isConstant: Bool { values.allSatisfy { $0.value == values[0].value } }

  /// The mean of the `power`-th powers of the distances from `mean`.
  func centralMoment(_ power: Int, about mean: Double) -> Double {
    average(
      values.map { item in
        let distance = item.value - mean
        return (
          value: (1..<power).reduce(distance) { product, _ in product * distance }, item.count
        )
      })
  }
}
