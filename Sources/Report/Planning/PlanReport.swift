import EvalLogs
import Stats

/// What studies would take, planned from each pair of a pilot's runs, or from a single run.
package struct PlanReport: Sendable {
  package struct Options: Sendable {
    /// Differences to be found, in `-1...1`.
    package var differences: [Double] = [0.02, 0.05, 0.1]
    package var power = 0.8
    /// The run to compare with the baseline; `nil` for all of the study's pairs.
    package var candidate: String?
    /// Of the change of a candidate that is not there yet.
    package var unevenness = 1.0
    /// Problems and samples of the study planned; `nil` for the pilot's.
    package var problems: Int?
    package var samples: Int?

    package init() {}
  }

  /// One answer: what was asked, and a design or why there is none.
  struct Row: Sendable {
    let question: Question
    let target: Target
    let difference: Double?
    let answer: StudyPlanner.Answer
  }

  enum Question: String, Sendable {
    case smallestDifference = "smallest difference"
    case problemsNeeded = "problems needed"
    case samplesNeeded = "samples needed"
    case sameBudget = "same budget"
  }

  /// One pair, or one run, on one benchmark at one `k`.
  struct Plan: Sendable {
    let benchmark: String
    let baseline: String
    /// `nil` for one that is not there yet.
    let candidate: String?
    /// Of the pilot.
    let pilotProblems: Int
    /// Of the study planned.
    let problems: Int
    let samples: Int
    let k: Int
    let rows: [Row]
    /// Why there is no plan.
    let absence: Absence?
  }

  let plans: [Plan]
  let level: Double
  let options: Options

  package init(_ study: Study, _ settings: Settings, _ options: Options) throws(ReportError) {
    let pilots = try Self.pilots(study, options)
    let ks = settings.ks ?? [1]
    let level = settings.level
    plans = parallelMap(pilots.count * ks.count, threads: settings.threads) { index in
      pilots[index / ks.count].plan(at: ks[index % ks.count], level: level, options)
    }
    self.level = level
    self.options = options
  }

  private static func pilots(_ study: Study, _ options: Options) throws(ReportError) -> [Pilot] {
    var candidate: Int?
    if let name = options.candidate {
      guard let index = study.runs.firstIndex(where: { $0.id == name || $0.label == name }) else {
        throw ReportError(
          .usage, "--candidate names no run: '\(name)'",
          remedy: Nearest.suggestion(for: name, among: study.runs.map(\.id)))
      }
      candidate = index
    }
    let pairs = study.pairs.filter { candidate == nil || $0.candidate == candidate }
    return study.benchmarks.indices.flatMap { benchmark -> [Pilot] in
      let cells = study.cells[benchmark]
      let name = study.benchmarks[benchmark].label
      guard study.runs.count > 1 else {
        return cells[0].map { [Pilot(name, study.runs[0].label, $0)] } ?? []
      }
      return pairs.compactMap { pair in
        guard let a = cells[pair.baseline], let b = cells[pair.candidate] else { return nil }
        return Pilot(
          name, study.runs[pair.baseline].label, a, study.runs[pair.candidate].label, b)
      }
    }
  }

  /// The rows as a file.
  package var table: DataTable {
    DataTable(
      "plan",
      columns:
        "benchmark,baseline,candidate,k#,level#,target,question,asked_difference#,asked_power#,"
        + "difference#,problems#,samples#,power#,power_se#,note",
      rows: plans.flatMap { plan -> [[String]] in
        let names = [
          plan.benchmark, plan.baseline, plan.candidate ?? "", "\(plan.k)",
          NumberText.shortest(level),
        ]
        guard plan.absence == nil else {
          return [names + [String](repeating: "", count: 9) + [plan.absence!.reason]]
        }
        return plan.rows.map { row in
          names + [
            row.target.rawValue, row.question.rawValue,
            row.difference.map(NumberText.shortest) ?? "", NumberText.shortest(options.power),
          ] + Self.fields(row.answer)
        }
      })
  }

  private static func fields(_ answer: StudyPlanner.Answer) -> [String] {
    switch answer {
    case .none(let absence): ["", "", "", "", "", absence.reason]
    case .design(let design):
      [
        NumberText.fixed(design.difference, decimals: 4), "\(design.problems)",
        "\(design.samples)", NumberText.fixed(design.power.share, decimals: 4),
        NumberText.fixed(design.power.standardError, decimals: 4), "",
      ]
    }
  }
}

/// The counts a plan is made from.
private struct Pilot: Sendable {
  let benchmark: String
  let baseline: String
  let candidate: String?
  let pairs: [(baseline: Tally, candidate: Tally)]

  init(_ benchmark: String, _ run: String, _ cell: Study.Cell) {
    (self.benchmark, baseline, candidate) = (benchmark, run, nil)
    pairs = cell.problems.filter { $0.tally.samples > 0 }.map { ($0.tally, $0.tally) }
  }

  init(
    _ benchmark: String, _ baseline: String, _ a: Study.Cell, _ candidate: String, _ b: Study.Cell
  ) {
    (self.benchmark, self.baseline, self.candidate) = (benchmark, baseline, candidate)
    let others = Dictionary(uniqueKeysWithValues: b.problems.map { ($0.id, $0.tally) })
    pairs = a.problems.compactMap { problem in
      guard let other = others[problem.id], problem.tally.samples > 0, other.samples > 0
      else { return nil }
      return (problem.tally, other)
    }
  }

  func plan(at k: Int, level: Double, _ options: PlanReport.Options) -> PlanReport.Plan {
    let fewest = pairs.map { min($0.baseline.samples, $0.candidate.samples) }.min() ?? 0
    let problems = options.problems ?? pairs.count
    let samples = options.samples ?? max(k, fewest)
    let plan = { (rows: [PlanReport.Row], absence: Absence?) in
      PlanReport.Plan(
        benchmark: benchmark, baseline: baseline, candidate: candidate,
        pilotProblems: pairs.count, problems: problems, samples: samples, k: k, rows: rows,
        absence: absence)
    }
    guard !pairs.isEmpty else { return plan([], .noCommonProblems) }
    guard pairs.count > 1 else { return plan([], .oneProblem) }
    guard samples >= k else {
      return plan([], .tooFewSamples(k: k, eligible: 0, problems: problems))
    }
    let population =
      candidate == nil
      ? PlanningPopulation(pilot: pairs.map(\.baseline), unevenness: options.unevenness)
      : PlanningPopulation(pilot: pairs)
    guard let population else {
      return plan([], .singleSamples(single: pairs.count, problems: pairs.count))
    }
    let rows =
      Self.ofPopulation(population, problems, samples, k, level, options)
      + Self.ofFixedSet(population, problems, samples, k, level, options)
    return plan(rows, nil)
  }

  private static func ofPopulation(
    _ population: PlanningPopulation, _ problems: Int, _ samples: Int, _ k: Int, _ level: Double,
    _ options: PlanReport.Options
  ) -> [PlanReport.Row] {
    let planner = StudyPlanner(population, k: k, level: level, power: options.power)
    let row = { (question: PlanReport.Question, d: Double?, answer: StudyPlanner.Answer) in
      PlanReport.Row(question: question, target: .population, difference: d, answer: answer)
    }
    let direction = (options.differences.first ?? 1) < 0 ? -1 : 1
    let least = planner.smallestDifference(
      problems: problems, samples: samples, direction: direction)
    var rows = [row(.smallestDifference, nil, least)]
    for difference in options.differences {
      rows += [
        row(
          .problemsNeeded, difference,
          planner.problemsNeeded(difference: difference, samples: samples)),
        row(
          .samplesNeeded, difference,
          planner.samplesNeeded(difference: difference, problems: problems)),
      ]
    }
    // Shown for a difference that some split finds and some does not: half of the smallest one, or
    // the one asked for.
    var shown: Double?
    if options.differences.count == 1 {
      shown = options.differences[0]
    } else if case .design(let design) = least {
      shown = design.difference / 2
    }
    if let shown {
      rows += planner.splits(
        budget: problems * samples, difference: shown,
        samples: powersOfTwo(upTo: 2 * samples).filter { $0 >= k }
      ).map { row(.sameBudget, shown, .design($0)) }
    }
    return rows
  }

  private static func ofFixedSet(
    _ population: PlanningPopulation, _ problems: Int, _ samples: Int, _ k: Int, _ level: Double,
    _ options: PlanReport.Options
  ) -> [PlanReport.Row] {
    let row = { (question: PlanReport.Question, d: Double?, answer: StudyPlanner.Answer) in
      PlanReport.Row(question: question, target: .fixed, difference: d, answer: answer)
    }
    guard !population.isOfSingleSamples else {
      let absence = Absence.singleSamples(single: problems, problems: problems)
      return [row(.smallestDifference, nil, .none(absence))]
    }
    let planner = FixedSetPlanner(
      population, problems: problems, k: k, level: level, power: options.power)
    let direction = (options.differences.first ?? 1) < 0 ? -1 : 1
    return [
      row(
        .smallestDifference, nil,
        planner.smallestDifference(samples: max(2, samples), direction: direction))
    ]
      + options.differences.map {
        row(.samplesNeeded, $0, planner.samplesNeeded(difference: $0))
      }
  }
}
