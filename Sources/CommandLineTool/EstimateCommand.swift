import ArgumentParser
import Glibc
import Report

/// The numbers only.
struct EstimateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "estimate",
    abstract: "Print the numbers: pass@k with intervals, comparisons, or every problem's pass@k.",
    usage: "passcurve estimate <paths> ... [--comparisons] [-o <dir>] [<options>]",
    discussion: """
      Example: passcurve estimate runs/ --k 1,64 --comparisons

      Prints curves.csv unless told otherwise.

      A value that does not exist (k > n) is an empty field with its reason in the note.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var study: StudyOptions
  @OptionGroup var beyond: ExtrapolationOptions

  @Flag(help: "Print comparisons.csv.")
  var comparisons = false

  @Flag(help: "Print crossovers.csv.")
  var crossovers = false

  @Flag(help: "Print problems.csv: each problem's n, c and pass@k.")
  var problems = false

  @Option(help: "csv or json.")
  var format = Format.csv

  @Option(
    name: [.short, .customLong("output")],
    help: ArgumentHelp(
      "Write every table into this folder instead; - is standard output.", valueName: "dir"))
  var output = "-"

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case csv, json
  }

  func validate() throws {
    if [comparisons, crossovers, problems].filter({ $0 }).count > 1 {
      throw ValidationError("Ask for one of --comparisons, --crossovers and --problems at a time.")
    }
    if beyond.extrapolate != nil, output == "-" {
      throw ValidationError("--extrapolate makes a table of its own: give a folder with -o.")
    }
  }

  func run() throws {
    let progress = ProgressReport(quiet: input.quiet)
    defer { progress?.finish() }
    do {
      var (settings, maps) = try study.settings(input)
      try beyond.apply(to: &settings)
      let paths = try input.gathered()
      let writer =
        output == "-"
        ? nil
        : try SiteWriter(output, inputs: paths.all, interruption: Signals.interruption)
      let cache = input.cache()
      let wanted =
        comparisons ? "comparisons" : crossovers ? "crossovers" : problems ? "problems" : "curves"
      // Tables printed one at a time need counts only.
      let columns = writer == nil ? [] : Analyses.columns(settings.config)
      let reading = try input.read(
        paths, samples: columns.isEmpty ? nil : columns, cache: cache, progress: progress)
      let edition = try Pipeline.edition(
        reading, settings, problemMaps: maps,
        options: study.recorded(input, settings),
        analyses: writer == nil ? Analyses.all.filter { $0.files.contains(wanted) } : nil,
        // Curves alone are the same without differences, and made much sooner.
        comparing: writer != nil || wanted != "curves", hashingInputs: writer != nil, cache: cache,
        progress: progress?.handler)
      progress?.finish()
      if let writer {
        try writer.write(Pipeline.numbers(edition, asJSON: format == .json))
      } else {
        let table = edition.tables.first { $0.name == wanted }!
        try Console.output(Array((format == .csv ? table.csv : table.json).utf8))
      }
    } catch let error as ReportError {
      throw Failure(error)
    }
  }
}
