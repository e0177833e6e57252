import Stats

/// One way to draw data sets of which everything is known.
package struct Design<Data: Sendable>: Sendable {
  /// A data set drawn, with what only a simulation can know of it.
  package struct Draw: Sendable {
    package let data: Data
    /// The target at each `k` asked for had we these very problems and endless samples.
    package let fixed: [Double]
    /// What the data give for it.
    package let estimates: [Double]
  }

  package let name: String
  /// What it does that methods for separate problems do not allow for; `nil` where nothing.
  package var breaks: String?
  /// The numbers of samples it is drawn at, of those a study asks for.
  package let suits: @Sendable (_ samples: Int) -> Bool
  /// The `k` it is asked at, for so many samples.
  package let ks: @Sendable (_ samples: Int) -> [Int]
  /// The mean over all problems of the population, at each `k`; `nil` where the problems are no
  /// sample of one.
  package let population: @Sendable (_ problems: Int, _ samples: Int, _ ks: [Int]) -> [Double]?
  package let draw:
    @Sendable (_ problems: Int, _ samples: Int, _ ks: [Int], inout SeededGenerator) -> Draw
}

/// 1, a quarter of `samples`, half of them, all of them, and the powers of 8 below: the `k` of a
/// study.
package func studiedKs(upTo samples: Int) -> [Int] {
  Set([1, samples / 4, samples / 2, samples, 8, 64, 256].filter { $0 >= 1 && $0 <= samples })
    .sorted()
}

/// The same where a problem may have but a quarter of the samples.
package func raggedKs(upTo samples: Int) -> [Int] { studiedKs(upTo: samples / 4) }

/// `1 - (1 - p)^k`.
package func chanceOfOne(in k: Int, _ p: Double) -> Double {
  var fail = 1.0
  var base = 1 - p
  var rest = k
  while rest > 0 {
    if rest & 1 == 1 { fail *= base }
    base *= base
    rest >>= 1
  }
  return 1 - fail
}

/// The mean of a function of each element, summed without loss.
func meanOf<T>(_ items: [T], _ value: (T) -> Double) -> Double {
  var sum = CompensatedSum()
  for item in items { sum.add(value(item)) }
  return sum.value / Double(items.count)
}
