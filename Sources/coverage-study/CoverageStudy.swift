import ArgumentParser
import Foundation
import Simulation
import Stats

/// Measures every method that the program offers: how often its intervals hold what they claim to.
@main
struct CoverageStudy: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coverage-study",
    abstract: "Measure by seeded simulation what intervals and gates claim.",
    subcommands: [IntervalsCommand.self, NightlyCommand.self],
    defaultSubcommand: IntervalsCommand.self)
}

/// Every interval that the program offers, and the default.
struct IntervalsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "intervals",
    abstract: "Measure the coverage, width and power of every interval by seeded simulation.",
    discussion: """
      Example: coverage-study -o docs/coverage

      Writes one-run.csv, two-runs.csv and recovery.csv, a row a cell, and tables.md, the worst \
      cells first. The same options give the same bytes on any number of threads.
      """)

  @Option(
    name: [.short, .customLong("output")],
    help: ArgumentHelp("The folder to write into.", valueName: "dir"))
  var output = "docs/coverage"

  @Flag(help: "A tenth of the data sets, at 30 and 100 problems only.")
  var quick = false

  @Option(
    help: ArgumentHelp(
      "Only cells of which target/method/population/problems/samples matches, as in '*/t/aime/*'.",
      valueName: "glob"))
  var only: String?

  @Option(help: "Fixes every random number.")
  var seed: UInt64 = 1

  @Option(
    help: "Data sets a cell at up to 30 problems; half of them at 100, a quarter at 500.")
  var datasets = 2_000

  @Option(help: "Threads at work. Never changes a result.")
  var threads = ProcessInfo.processInfo.activeProcessorCount

  @Option(
    help: ArgumentHelp(
      "A tally (run,benchmark,problem,n,c) whose problems' rates become populations; repeatable.",
      valueName: "file"))
  var table: [String] = []

  @Flag(help: "Say how long each group of cells took.")
  var times = false

  func validate() throws {
    guard datasets >= 10, threads >= 1 else {
      throw ValidationError("--datasets is at least 10 and --threads at least 1.")
    }
  }

  func run() throws {
    let tables = try table.map { try RateTable(path: $0) }
    let study = StudyPlan(
      datasets: quick ? datasets / 10 : datasets,
      problems: quick ? [30, 100] : [10, 30, 100, 500],
      seed: seed, only: only, tables: tables)
    let results = study.results(threads: threads, sayingTimes: times)
    try FileManager.default.createDirectory(
      atPath: output, withIntermediateDirectories: true)
    for (name, rows) in results where !rows.isEmpty {
      try write(CSV.text(rows), "\(name).csv")
    }
    var words = ["coverage-study", "--seed \(seed)", "--datasets \(datasets)"]
    if quick { words.append("--quick") }
    if let only { words.append("--only '\(only)'") }
    for path in table { words.append("--table \(URL(fileURLWithPath: path).lastPathComponent)") }
    let command = words.joined(separator: " ")
    try write(CoverageTables(results, command: command).text, "tables.md")
  }

  private func write(_ text: String, _ name: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: output).appendingPathComponent(name))
  }
}
