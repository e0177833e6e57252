import ArgumentParser
import EvalLogs
import Report
import Stats

/// Two runs, or two sets of counts, paired problem by problem.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare two runs of a study, or two sites, tallies or stored sets.",
    usage: "passcurve compare <A> <B> [--in <paths> ...] [<options>]",
    discussion: """
      Example: passcurve compare release-1 site/ --store passcurve-history.sqlite
      Example: passcurve compare base-7b rl-7b --in runs/

      Differences are B minus A. What only one of the two has is an error (exit code 3), unless \
      --lenient.
      """)

  @Argument(help: "The baseline: a site, tally or logs, a stored set, or with --in a run.")
  var baseline: String

  @Argument(help: "What is compared with it.")
  var candidate: String

  @Option(
    name: .customLong("in"), parsing: .upToNextOption,
    help: ArgumentHelp("The logs that hold both runs.", valueName: "path"))
  var within: [String] = []

  @OptionGroup var store: StoreOption

  @Flag(help: "Compare what both have, and only say what one of them lacks.")
  var lenient = false

  @Option(help: "How the tables are printed.")
  var format = SetComparison.Format.text

  @OptionGroup var study: StudyOptions

  @Flag(help: "Say nothing but errors.")
  var quiet = false

  func run() throws {
    do {
      let comparison = try within.isEmpty ? sets() : runs()
      if !lenient, !comparison.missing.isEmpty {
        let shown = comparison.missing.prefix(20).map { "\n  \($0)" }.joined()
        throw Failure(
          .input,
          "passcurve: error: the two do not hold the same\(shown)\n  Compare what both have with --lenient."
        )
      }
      if !quiet { comparison.missing.prefix(20).forEach { Console.say("passcurve: note: \($0)") } }
      try Console.output(Array(comparison.text(format).utf8))
    } catch let error as ReportError {
      throw Failure(error)
    }
  }

  private func runs() throws -> SetComparison {
    let input = try InputOptions.parse(within + (quiet ? ["--quiet"] : []))
    let (settings, maps) = try study.settings(input)
    let reading = try input.read(try input.gathered(), cache: input.cache())
    return try SetComparison(
      runs: baseline, candidate, of: reading, settings, problemMaps: maps)
  }

  private func sets() throws -> SetComparison {
    let input = try InputOptions.parse([baseline] + (quiet ? ["--quiet"] : []))
    let (settings, _) = try study.settings(input)
    let sets = try [baseline, candidate].map { try store.set($0, input) }
    return try SetComparison(sets[0], sets[1], settings)
  }
}

extension SetComparison.Format: ExpressibleByArgument {}
