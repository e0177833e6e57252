import EvalLogs
import Stats

@testable import Report

/// What a gate finds of tonight's rows against one stored set.
func gate(
  _ tonight: [TallyTable.Row], against stored: [TallyTable.Row], _ yaml: String = "",
  _ change: (inout GateSettings) -> Void = { _ in }
) throws -> GateReport {
  try gate(tonight, .one(BaselineSet(name: "last night", table: TallyTable(stored))), yaml, change)
}

func gate(
  _ tonight: [TallyTable.Row], _ baseline: Baseline, _ yaml: String = "",
  _ change: (inout GateSettings) -> Void = { _ in }
) throws -> GateReport {
  let settings = try settings(yaml)
  var gate = settings.config.gate
  change(&gate)
  let names = gate.baselines.map { ($0, baseline) }
  return try Gate.report(
    try results(tonight, settings), gate,
    baselines: Dictionary(uniqueKeysWithValues: names))
}

/// The edition of tonight's rows with what its gate finds.
func gatedEdition(
  _ tonight: [TallyTable.Row], against stored: [TallyTable.Row], _ yaml: String = ""
) throws -> Edition {
  let settings = try settings(yaml)
  var edition = try edition(tonight, settings)
  edition.gate = try gate(tonight, against: stored, yaml)
  return edition
}

/// Counts that wander from problem to problem, the same for a seed.
func counts(_ seed: Int, problems: Int, of samples: Int, less: Int = 0) -> [Int] {
  var random = Seeded(seed)
  return (0..<problems).map { _ in max(0, Int.random(in: 0...samples, using: &random) - less) }
}
