import Stats

/// All cells that share their data sets: one design at one number of problems and samples.
package struct CoverageGroup<Data: Sendable>: Sendable {
  package let design: Design<Data>
  package let problems: Int
  package let samples: Int

  package init(_ design: Design<Data>, problems: Int, samples: Int) {
    self.design = design
    self.problems = problems
    self.samples = samples
  }

  /// What fixes the random numbers.
  package var key: String { "\(design.name)|\(problems)|\(samples)" }

  /// How much work a data set is, to begin with the longest.
  package var weight: Int { problems * design.ks(samples).count }

  /// Coverage of every method at every `k` and level.
  ///
  /// Data set `d` of a cell is a function of the seed, the cell and `d` alone: the rows are the same
  /// on any number of threads, and more data sets begin with the same ones.
  ///
  /// - Parameters:
  ///   - datasets: How many are drawn.
  ///   - ks: The `k` wanted; `nil` for the design's.
  package func measure(
    _ methods: [Method<Data>], datasets: Int, seed: UInt64, ks wanted: [Int]? = nil
  ) -> [CoverageRow] {
    let ks = wanted ?? design.ks(samples)
    let population = design.population(problems, samples, ks)
    let asked = methods.filter {
      ($0.target == .fixed || population != nil) && (!$0.forClusters || design.breaks != nil)
    }
    var rows = asked.map { method in empty(method, ks) }
    for number in 0..<datasets {
      var rng = stream(key, seed: seed, number: number)
      let drawn = design.draw(problems, samples, ks, &rng)
      for (index, method) in asked.enumerated() where number % method.oneIn == 0 {
        let truths = method.target == .fixed ? drawn.fixed : population!
        add(method.answer, drawn, ks, truths, to: &rows[index])
      }
    }
    // A method that refuses as often as not answers for no one's data but its own choice of them.
    return rows.flatMap { $0 }.filter {
      $0.datasets > $0.refused || $0.isDefault && $0.datasets + $0.refused > 0
    }
  }

  private func add(
    _ answer: Method<Data>.Answer, _ drawn: Design<Data>.Draw, _ ks: [Int], _ truths: [Double],
    to rows: inout [CoverageRow]
  ) {
    switch answer {
    case .curve(let band):
      // One point is no curve.
      guard ks.count > 1 else { return }
      guard let band = band(drawn.data, ks) else { return rows[0].refuse() }
      rows[0].add(band, truths: truths)
    case .points(let points):
      let interval = points(drawn.data)
      for row in rows.indices {
        let index = row % ks.count
        if let answer = interval(ks[index], rows[row].level) {
          rows[row].add(answer, truth: truths[index], estimate: drawn.estimates[index])
        } else {
          rows[row].refuse()
        }
      }
    }
  }

  private func empty(_ method: Method<Data>, _ ks: [Int]) -> [CoverageRow] {
    let row = { (k: String, level: Double, target: String) in
      var row = CoverageRow(
        target: target, method: method.name, isDefault: method.isDefault, population: design.name,
        problems: problems, samples: samples, k: k, level: level)
      // These problems stay these problems, however alike they are.
      if method.target == .population && !method.forClusters { row.breaks = design.breaks }
      return row
    }
    switch method.answer {
    case .curve:
      return [row("\(ks[0])-\(ks[ks.count - 1])", 0.95, "\(method.target.rawValue), whole curve")]
    case .points:
      return method.levels.flatMap { level in
        ks.map { row("\($0)", level, method.target.rawValue) }
      }
    }
  }
}
