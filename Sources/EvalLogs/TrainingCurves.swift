/// A point of a training curve: what a trainer logged of a run at a step.
package struct TrainingPoint: Hashable, Sendable, Comparable {
  package let run: String
  /// Updates made, at least 0.
  package let step: Int
  package let metric: String
  package let value: Double

  package init(run: String, step: Int, metric: String, value: Double) {
    (self.run, self.step, self.metric, self.value) = (run, step, metric, value)
  }

  /// The columns of a table of them.
  package static let columns = ["run", "step", "metric", "value"]

  package static func < (a: Self, b: Self) -> Bool {
    if a.run != b.run { return NaturalOrder.precedes(a.run, b.run) }
    if a.metric != b.metric { return NaturalOrder.precedes(a.metric, b.metric) }
    return (a.step, a.value) < (b.step, b.value)
  }
}

/// A point as its adapter reads it.
struct TrainingEntry: Sendable {
  var run: Name
  var step: Int
  var metric: Name
  var value: Double
}

extension LogContent {
  /// The points of the log, by the name the log or its place gives the run.
  var trainingPoints: [TrainingPoint] {
    training.map { entry in
      TrainingPoint(
        run: names.text(entry.run) ?? log.name.run, step: entry.step,
        metric: names.text(entry.metric) ?? "", value: entry.value)
    }
  }
}
