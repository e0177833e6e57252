/// How the chances of success are spread over one run's problems: a weight for each point of a
/// grid, fitted to all counts at once.
///
/// The weights maximise the concave
///
/// `sum_i ln sum_g G_g Bin(c_i; n_i, p_g) + sum_g a_g ln G_g`,
///
/// where the `a_g` are two pseudo-problems spread evenly over the grid's points between 0 and 1, so
/// that few problems cannot make the fit certain. The maximum is unique; Newton's method reaches it
/// to the last digits, whatever the order of the problems.
///
/// Source of the mixture likelihood: Kiefer and Wolfowitz 1956; of interior-point steps for it:
/// Koenker and Mizera 2014, "Convex optimization, shape constraints, compound decisions, and
/// empirical Bayes rules".
package struct MixtureFit: Sendable {
  /// Problems with equal counts.
  package struct Group: Hashable, Sendable {
    package let samples: Int
    package let correct: Int
    package let problems: Int

    package init(samples: Int, correct: Int, problems: Int) {
      precondition(
        correct >= 0 && correct <= samples && problems > 0,
        "\(problems) problems with \(correct) of \(samples) correct cannot be")
      (self.samples, self.correct, self.problems) = (samples, correct, problems)
    }
  }

  package let grid: LogOddsGrid
  /// By samples, then by count.
  package let groups: [Group]
  /// One a point of the grid; they add up to 1.
  package let weights: [Double]
  /// Newton steps taken.
  package let steps: Int
  private let rows: MixtureRows

  /// - Parameters:
  ///   - groups: In any order; equal counts may stand apart.
  ///   - tables: The chances of counts for each number of samples in `groups`, all on one grid.
  /// - Complexity: 10 to 30 steps, each of two passes over the distinct counts' chances and one
  ///   banded system of their number.
  package init(_ groups: [Group], tables: [Int: BinomialTable]) {
    precondition(!groups.isEmpty, "a mixture needs a problem")
    var counts: [[Int]: Int] = [:]
    for group in groups { counts[[group.samples, group.correct], default: 0] += group.problems }
    self.groups = counts.map {
      Group(samples: $0.key[0], correct: $0.key[1], problems: $0.value)
    }.sorted { ($0.samples, $0.correct) < ($1.samples, $1.correct) }
    grid = tables[self.groups[0].samples]!.grid
    rows = MixtureRows(self.groups, tables: tables, points: grid.count)
    var solver = MixtureSolver(rows, pseudoWeight: grid.pseudoWeight)
    solver.run()
    weights = solver.weights
    steps = solver.steps
  }

  /// The chances of each point given the counts of one group, which add up to 1.
  package func posterior(_ group: Int) -> [Double] {
    var result = [Double](repeating: 0, count: grid.count)
    rows.addPosterior(of: group, times: 1, weights, to: &result)
    return result
  }

  /// The posteriors of all problems with `samples` samples, added up.
  package func mass(samples: Int) -> [Double] {
    var result = [Double](repeating: 0, count: grid.count)
    for (index, group) in groups.enumerated() where group.samples == samples {
      rows.addPosterior(of: index, times: Double(group.problems), weights, to: &result)
    }
    return result
  }

  /// By how much one more step of the EM algorithm would move the weight of a point, at most: 0 at
  /// the maximum.
  package var residual: Double {
    let problems = Double(groups.reduce(0) { $0 + $1.problems })
    var moved = [Double](repeating: 0, count: grid.count)
    for (index, group) in groups.enumerated() {
      rows.addPosterior(of: index, times: Double(group.problems), weights, to: &moved)
    }
    var largest = 0.0
    for g in moved.indices {
      let pseudo = g == 0 || g == grid.count - 1 ? 0 : grid.pseudoWeight
      largest = max(largest, abs((moved[g] + pseudo) / (problems + 2) - weights[g]))
    }
    return largest
  }
}

/// The chances of the groups' counts at the points where they count, in the order that keeps
/// neighbours in the matrix near each other.
struct MixtureRows: Sendable {
  /// For each group, in the order given to `init`, its row.
  let rowOfGroup: [Int]
  let problems: [Double]
  /// For each row: the points with any chance, and those where it is not below 1e-14 of the row's
  /// largest.
  let points: [Range<Int>]
  let core: [Range<Int>]
  let start: [Int]
  let masses: [Double]
  let pointCount: Int

  init(_ groups: [MixtureFit.Group], tables: [Int: BinomialTable], points pointCount: Int) {
    self.pointCount = pointCount
    let order = groups.indices.sorted { a, b in
      let (left, right) = (groups[a], groups[b])
      let (x, y) = (left.correct * right.samples, right.correct * left.samples)
      return (x, left.samples) < (y, right.samples)
    }
    var rowOfGroup = [Int](repeating: 0, count: groups.count)
    var (problems, points, core, start, masses) =
      ([Double](), [Range<Int>](), [Range<Int>](), [Int](), [Double]())
    for (row, index) in order.enumerated() {
      let group = groups[index]
      rowOfGroup[index] = row
      let (range, values) = tables[group.samples]!.row(group.correct)
      let least = 1e-14 * values.max()!
      let low = values.firstIndex { $0 >= least }!
      let high = values.lastIndex { $0 >= least }!
      problems.append(Double(group.problems))
      points.append(range)
      core.append(range.lowerBound + low..<range.lowerBound + high + 1)
      start.append(masses.count)
      masses += values
    }
    self.rowOfGroup = rowOfGroup
    self.problems = problems
    self.points = points
    self.core = core
    self.start = start
    self.masses = masses
  }

  var count: Int { problems.count }

  func addPosterior(
    of group: Int, times factor: Double, _ weights: [Double], to result: inout [Double]
  ) {
    let row = rowOfGroup[group]
    let range = points[row]
    var sum = 0.0
    for g in range { sum += weights[g] * masses[start[row] + g - range.lowerBound] }
    let scale = factor / sum
    for g in range {
      result[g] += scale * (weights[g] * masses[start[row] + g - range.lowerBound])
    }
  }

  /// `A v`: for each row the sum over points.
  func product(_ v: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: count)
    masses.withUnsafeBufferPointer { masses in
      v.withUnsafeBufferPointer { v in
        for row in result.indices {
          let range = points[row]
          result[row] = dot(
            masses.baseAddress! + start[row], v.baseAddress! + range.lowerBound, range.count)
        }
      }
    }
    return result
  }

  /// `A' v`: for each point the sum over rows.
  func transposedProduct(_ v: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: pointCount)
    masses.withUnsafeBufferPointer { masses in
      result.withUnsafeMutableBufferPointer { result in
        for row in 0..<count {
          let range = points[row]
          let base = masses.baseAddress! + start[row]
          let target = result.baseAddress! + range.lowerBound
          let factor = v[row]
          for index in 0..<range.count { target[index] += factor * base[index] }
        }
      }
    }
    return result
  }
}
