import Stats

extension PlanReport {
  /// The plans in words.
  package var text: String {
    plans.map(Self.text(options, level)).joined(separator: "\n")
  }

  private static func text(_ options: Options, _ level: Double) -> (Plan) -> String {
    { plan in
      let runs =
        plan.candidate.map { "\(plan.baseline) → \($0)" }
        ?? "\(plan.baseline) → a candidate to come"
      var lines = [
        "\(plan.benchmark.isEmpty ? "(no benchmark)" : plan.benchmark), \(runs), pass@\(plan.k)",
        "planned from \(Phrase.count(plan.pilotProblems, "problem")), for a power of "
          + "\(NumberText.shortest(options.power)) at level \(NumberText.shortest(level))",
      ]
      if let absence = plan.absence {
        return (lines + ["  No plan: \(absence.reason)."]).joined(separator: "\n") + "\n"
      }
      if plan.candidate == nil {
        lines.append(
          "  Supposed: the candidate's gain is uneven, its log-odds varying over problems with a "
            + "standard deviation of \(NumberText.shortest(options.unevenness)) (--unevenness).")
      }
      if plan.pilotProblems < 30 {
        lines.append(
          "  A pilot of fewer than 30 problems: take the sizes as right within a factor of two.")
      }
      for target in [Target.population, .fixed] {
        lines += ["", "  \(heading(target))"]
        lines += plan.rows.filter { $0.target == target && $0.question != .sameBudget }
          .map { "    " + sentence($0, plan) }
        lines += budget(
          plan.rows.filter { $0.target == target && $0.question == .sameBudget }, plan)
      }
      return lines.joined(separator: "\n") + "\n"
    }
  }

  private static func heading(_ target: Target) -> String {
    switch target {
    case .population: "Problems like these: is the candidate better at such problems?"
    case .fixed: "These problems: did the runs differ on this very suite?"
    }
  }

  private static func sentence(_ row: Row, _ plan: Plan) -> String {
    let size = "\(Phrase.count(plan.problems, "problem")) × \(plan.samples)"
    let asked = row.difference.map { points($0) } ?? ""
    switch (row.question, row.answer) {
    case (.smallestDifference, .design(let design)):
      return "\(size) samples find \(points(design.difference)) or more (\(power(design)))."
    case (.smallestDifference, .none(let absence)):
      return "\(size) samples find none in pass@\(plan.k): \(absence.reason)."
    case (.problemsNeeded, .design(let design)):
      return "\(asked): \(Phrase.count(design.problems, "problem")) × \(plan.samples) samples "
        + "(\(power(design)))."
    case (.problemsNeeded, .none(let absence)):
      return "\(asked): no number of problems × \(plan.samples) samples: \(absence.reason)."
    case (_, .design(let design)):
      return "\(asked): \(Phrase.count(plan.problems, "problem")) × "
        + "\(Phrase.count(design.samples, "sample")) (\(power(design)))."
    case (_, .none(.planOutOfReach(let limit))):
      return "\(asked): not with \(Phrase.count(plan.problems, "problem")), even of \(limit) "
        + "samples each."
    case (_, .none(let absence)):
      return "\(asked): not by more samples: \(absence.reason)."
    }
  }

  /// Which use of the same samples is the best.
  private static func budget(_ rows: [Row], _ plan: Plan) -> [String] {
    let designs = rows.compactMap { row -> StudyPlanner.Design? in
      if case .design(let design) = row.answer { design } else { nil }
    }
    guard designs.count > 1, let best = designs.map(\.power.share).max() else { return [] }
    let title =
      "    The same \(plan.problems * plan.samples) samples a run, to find "
      + "\(points(designs[0].difference)):"
    return [title]
      + designs.map { design in
        let tied = design.power.share >= best - 2 * design.power.standardError
        return "      \(Phrase.count(design.problems, "problem")) × \(design.samples): "
          + power(design) + (tied ? "  ← best, within the simulation's error" : "")
      }
  }

  private static func points(_ difference: Double) -> String {
    let value = NumberText.fixed(100 * abs(difference), decimals: 1)
    let text = value.hasSuffix(".0") ? String(value.dropLast(2)) : value
    return (difference < 0 ? "−" : "") + text + (text == "1" ? " point" : " points")
  }

  private static func power(_ design: StudyPlanner.Design) -> String {
    "power \(NumberText.fixed(design.power.share, decimals: 2)) ± "
      + NumberText.fixed(design.power.standardError, decimals: 2)
  }
}
