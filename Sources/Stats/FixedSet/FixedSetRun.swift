/// One run with all its samples: counts, the fit to them, and what intervals are made of at any
/// `k`.
struct FixedSetRun: Sendable {
  let problems: Int
  let groups: [MixtureFit.Group]
  let fit: MixtureFit
  private let tables: [Int: BinomialTable]
  private let shared: MixtureTables
  /// For each number of samples, ascending, the posteriors of its problems added up.
  private let masses: [(samples: Int, mass: [Double])]
  /// For `k` = 1, 2, 3 … as far as prepared.
  private var prepared: [MixtureScore] = []

  /// - Parameter tallies: Grouped, in a fixed order, none with missing samples.
  init(_ tallies: [(tally: Tally, count: Int)], tables shared: MixtureTables) {
    problems = tallies.reduce(0) { $0 + $1.count }
    self.shared = shared
    tables = shared.tables(samples: tallies.lazy.map(\.tally.samples))
    fit = MixtureFit(
      tallies.map {
        .init(samples: $0.tally.samples, correct: $0.tally.correct, problems: $0.count)
      }, tables: tables)
    groups = fit.groups
    let fit = fit
    masses = tables.keys.sorted().map { (samples: $0, mass: fit.mass(samples: $0)) }
  }

  /// - Precondition: no problem has fewer than `k` samples.
  func score(at k: Int) -> MixtureScore {
    if k <= prepared.count { return prepared[k - 1] }
    return score(
      at: k,
      estimate: average(
        groups.map { (Tally(correct: $0.correct, of: $0.samples).passAt(k)!, $0.problems) }))
  }

  /// The run with its scores kept for `k` = 1, 2, 3 … up to `last`.
  ///
  /// - Complexity: one division for each distinct count and five operations for each point of the
  ///   grid, at each `k`, where the tables are shared.
  mutating func prepare(upTo last: Int) {
    guard prepared.count < last else { return }
    var sequences = groups.map {
      PassAtKSequence(Tally(correct: $0.correct, of: $0.samples))
    }
    prepared = (1...last).map { k in
      let values = groups.indices.map { (value: sequences[$0].next()!, count: groups[$0].problems) }
      return score(at: k, estimate: average(values))
    }
  }

  private func score(at k: Int, estimate: Double) -> MixtureScore {
    var (mean, variance, third, bound, covariance, step) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    for (samples, mass) in masses {
      let moments = shared.moments(of: tables[samples]!, at: k)
      mean += scalarProduct(mass, moments.mean)
      variance += scalarProduct(mass, moments.variance)
      third += scalarProduct(mass, moments.third)
      bound += scalarProduct(mass, moments.bound)
      covariance += scalarProduct(mass, moments.covariance)
    }
    for group in groups { step += Double(group.problems * k) / Double(group.samples) }
    step /= Double(problems)
    return MixtureScore(
      problems: problems, estimate: estimate, fitted: mean, variance: variance,
      skewness: variance > 0 ? third / variance : 0, slope: bound > 0 ? covariance / bound : step,
      step: step, guards: FixedSetGuards(groups, k: k))
  }

  /// The variance of each group's `x` at `k`, one problem's, averaged over its posterior.
  func variances(at k: Int) -> [Double] {
    var moments: [Int: MixtureMoments] = [:]
    for (samples, table) in tables { moments[samples] = shared.moments(of: table, at: k) }
    return groups.indices.map {
      scalarProduct(fit.posterior($0), moments[groups[$0].samples]!.variance)
    }
  }

  /// The covariances of the mean of `x` at each two of `ks`, given the problems: row after row.
  ///
  /// With `f_c` the chance of a count over all posteriors and `h` one less `x`, a sum over problems
  /// is `sum_c f_c h_k(c) h_l(c) - sum_g m_g (1 - p_g)^(k + l)`.
  func covariances(_ ks: [Int]) -> [Double] {
    var result = [Double](repeating: 0, count: ks.count * ks.count)
    for (samples, mass) in masses {
      let table = tables[samples]!
      let counts = table.counts(mass)
      let fails = ks.map { EfronSteinTable(samples: samples, k: $0).fail }
      for i in ks.indices {
        for j in 0...i {
          var sum = 0.0
          for c in 0..<min(fails[i].count, fails[j].count) {
            sum += counts[c] * fails[i][c] * fails[j][c]
          }
          for g in mass.indices {
            sum -= mass[g] * power(table.grid.complements[g], ks[i] + ks[j])
          }
          result[i * ks.count + j] += sum
          if i != j { result[j * ks.count + i] += sum }
        }
      }
    }
    let scale = 1 / Double(problems * problems)
    return result.map { $0 * scale }
  }
}

private func scalarProduct(_ a: [Double], _ b: [Double]) -> Double {
  precondition(a.count == b.count, "\(a.count) terms against \(b.count)")
  return a.withUnsafeBufferPointer { a in
    b.withUnsafeBufferPointer { b in dot(a.baseAddress!, b.baseAddress!, a.count) }
  }
}
