import ArgumentParser
import EvalLogs
import Glibc
import Report
import Stats

/// What a study would take.
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Say how many problems or samples it takes to find a difference, from a pilot.",
    usage: "passcurve plan <paths> ... [--difference <points>] [<options>]",
    discussion: """
      Example: passcurve plan pilot/ --baseline base --candidate rl --difference 5

      Studies are simulated from the problems that the pilot makes likely and analysed \
      by the intervals that reports print; both targets are answered. With one run in \
      the pilot, the candidate's gain is supposed.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var study: StudyOptions

  @Option(help: ArgumentHelp("The run compared with the baseline.", valueName: "run"))
  var candidate: String?

  @Option(
    help: ArgumentHelp(
      "The difference to find, in points of pass@k; below 0 for a loss. Default: 2, 5 and 10.",
      valueName: "points"))
  var difference: Double?

  @Option(help: ArgumentHelp("The chance of finding it.", valueName: "0.8"))
  var power = 0.8

  @Option(help: ArgumentHelp("Problems of the study. Default: the pilot's.", valueName: "n"))
  var problems: Int?

  @Option(
    help: ArgumentHelp(
      "Samples a problem of the study. Default: the fewest of the pilot's.", valueName: "n"))
  var samples: Int?

  @Option(
    help: ArgumentHelp(
      "With one run: how much the gain in log-odds varies over problems (standard deviation).",
      valueName: "1"))
  var unevenness = 1.0

  @Option(help: "text, csv or json.")
  var format = Format.text

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, csv, json
  }

  func validate() throws {
    // Answers are for the default methods of both targets: what would change nothing is refused.
    let idle: [(name: String, isGiven: Bool)] = [
      ("--interval", study.interval.map { $0 != .jeffreysDirichlet } ?? false),
      ("--replicates", study.replicates != nil), ("--seed", study.seed != nil),
      ("--margin", study.margin != nil),
    ]
    if let option = idle.first(where: \.isGiven) {
      throw ValidationError(
        "plan answers by the default intervals of both targets; \(option.name) has no part in it.")
    }
    if let difference, !(difference != 0 && abs(difference) <= 100) {
      throw ValidationError(
        "--difference is in points, from -100 to 100 and not 0, not \(difference).")
    }
    guard power > 1 - (study.level ?? 0.95), power < 1 else {
      throw ValidationError("--power lies between what chance alone gives and 1, not \(power).")
    }
    if let problems, !(2...StudyPlanner.mostProblems).contains(problems) {
      throw ValidationError(
        "--problems is a number from 2 to \(StudyPlanner.mostProblems), not \(problems).")
    }
    if let samples, !(1...StudyPlanner.mostSamples).contains(samples) {
      throw ValidationError(
        "--samples is a number from 1 to \(StudyPlanner.mostSamples), not \(samples).")
    }
    guard unevenness >= 0, unevenness <= 10 else {
      throw ValidationError("--unevenness lies between 0 and 10, not \(unevenness).")
    }
  }

  func run() throws {
    do {
      let (settings, maps) = try study.settings(input)
      let paths = try input.gathered()
      let reading = try input.read(paths, cache: input.cache())
      var options = PlanReport.Options()
      if let difference { options.differences = [difference / 100] }
      options.power = power
      options.candidate = candidate
      options.unevenness = unevenness
      (options.problems, options.samples) = (problems, samples)
      let report = try PlanReport(
        try Study(reading, settings, problemMaps: maps), settings, options)
      let text =
        switch format {
        case .text: report.text
        case .csv: report.table.csv
        case .json: report.table.json
        }
      try Console.output(Array(text.utf8))
    } catch let error as ReportError {
      throw Failure(error)
    }
  }
}
