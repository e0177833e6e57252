import EvalLogs

extension DataTable {
  /// The points of training curves, as they were read; nil where there are none.
  init?(training points: [TrainingPoint]) {
    guard !points.isEmpty else { return nil }
    self.init(
      "training",
      columns: TrainingPoint.columns.map { ["step", "value"].contains($0) ? $0 + "#" : $0 }
        .joined(separator: ","),
      rows: points.map {
        [$0.run, String($0.step), $0.metric, NumberText.shortest($0.value)]
      })
  }
}
