/// What a horizon's bootstrap draws anew, always with replacement. One case a method.
package enum HorizonResampling: String, Hashable, Sendable, CaseIterable {
  /// Families, each drawn with all its tasks and their runs as they are.
  case families
  /// Families, then as many tasks within each one drawn, their runs as they are.
  case familiesAndTasks = "families-tasks"
  /// Families, tasks, then the runs of each task and agent: as METR does. Resampled runs have less
  /// variety than the runs, so pass@k at `k` > 1 is centred too low.
  case familiesTasksAndRuns = "families-tasks-runs"

  /// The tasks of one round, each as often as it is drawn, by their places in `families`.
  ///
  /// - Parameter families: The tasks of each family.
  func draw(_ families: [[Int]], using rng: inout SeededGenerator) -> [Int] {
    var drawn: [Int] = []
    for _ in families {
      let family = families[rng.below(families.count)]
      if self == .families {
        drawn += family
      } else {
        for _ in family { drawn.append(family[rng.below(family.count)]) }
      }
    }
    return drawn
  }
}

/// The fits of several curves to the same resamples of the tasks, so that what is compared between
/// them is paired.
struct HorizonDraws {
  /// For each question, one line a round; `nil` where the round has only successes, only failures
  /// or no task of the question.
  let lines: [[LogisticLine?]]

  /// The stream of the resamples, part of the method.
  static let key: UInt64 = 0x686F_7269_7A6F_6E73

  /// - Complexity: `rounds` fits a question, some 20 microseconds each at 80 tasks.
  init(
    _ study: HorizonStudy, _ questions: [HorizonQuestion], by resampling: HorizonResampling,
    rounds: Int
  ) {
    let frame = Frame(study, questions)
    var lines = questions.map { _ in [LogisticLine?]() }
    for round in 0..<rounds {
      var rng = SeededGenerator(key: Self.key, round: round)
      let drawn = resampling.draw(frame.families, using: &rng)
      if resampling == .familiesTasksAndRuns {
        for (agent, members) in frame.agents.enumerated() {
          var runs = SeededGenerator(key: Self.key &+ UInt64(agent) &+ 1, round: round)
          let points = frame.pointsWithRuns(members, drawn, using: &runs)
          for (question, points) in zip(members, points) {
            lines[question].append(LogisticLine(points))
          }
        }
      } else {
        var times = [Int](repeating: 0, count: study.tasks.count)
        for task in drawn { times[task] += 1 }
        for question in questions.indices {
          lines[question].append(LogisticLine(frame.points(question, times)))
        }
      }
    }
    self.lines = lines
  }

  /// The tasks that count in some question, by family, and what each question makes of them.
  private struct Frame {
    let families: [[Int]]
    /// The questions of each agent, agents by name.
    let agents: [[Int]]
    private let entries: [[Entry?]]

    private struct Entry {
      let x: Double
      let y: Double
      let weight: Double
      let tally: Tally
      let k: Int
    }

    init(_ study: HorizonStudy, _ questions: [HorizonQuestion]) {
      let counted = Set(questions.flatMap(\.tasks)).sorted()
      var families: [[Int]] = []
      for task in counted {
        if let last = families.last?.last, study.tasks[last].family == study.tasks[task].family {
          families[families.count - 1].append(task)
        } else {
          families.append([task])
        }
      }
      self.families = families
      agents = Set(questions.map(\.agent)).sorted().map { agent in
        questions.indices.filter { questions[$0].agent == agent }
      }
      entries = questions.map { question in
        var entries = [Entry?](repeating: nil, count: study.tasks.count)
        for (task, weight) in zip(question.tasks, study.weights(of: question.tasks)) {
          let tally = question.missing.applied(
            to: study.tally(of: question.agent, task: task)!)
          entries[task] = Entry(
            x: logarithm2(study.tasks[task].minutes),
            y: HorizonQuestion.outcome(tally, k: question.k), weight: weight, tally: tally,
            k: question.k)
        }
        return entries
      }
    }

    /// A question's tasks, each with its weight times how often it is drawn. Weights are not scaled
    /// to sum to 1 again: a round of small families leans more on the ridge, as METR's do.
    func points(_ question: Int, _ times: [Int]) -> [LogisticLine.Point] {
      var points: [LogisticLine.Point] = []
      points.reserveCapacity(families.count)
      for (task, count) in times.enumerated() where count > 0 {
        guard let entry = entries[question][task] else { continue }
        points.append(.init(x: entry.x, y: entry.y, weight: entry.weight * Double(count)))
      }
      return points
    }

    /// The same with the runs of every task drawn anew, once for all questions of one agent: they
    /// differ in `k` or in how missing runs are taken, not in the runs.
    func pointsWithRuns(
      _ questions: [Int], _ drawn: [Int], using rng: inout SeededGenerator
    ) -> [[LogisticLine.Point]] {
      var points = questions.map { _ in [LogisticLine.Point]() }
      for task in drawn {
        let sizes = questions.map { entries[$0][task]?.tally.samples ?? 0 }
        let uniforms = (0..<sizes.max()!).map { _ in rng.uniform() }
        for (place, question) in questions.enumerated() {
          guard let entry = entries[question][task] else { continue }
          let share = Double(entry.tally.correct) / Double(entry.tally.samples)
          let correct = uniforms[..<entry.tally.samples].reduce(0) { $0 + ($1 < share ? 1 : 0) }
          let tally = Tally(correct: correct, of: entry.tally.samples)
          points[place].append(
            .init(
              x: entry.x, y: HorizonQuestion.outcome(tally, k: entry.k), weight: entry.weight))
        }
      }
      return points
    }
  }
}
