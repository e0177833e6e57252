import ArgumentParser
import EvalLogs
import Foundation
import Report

/// The self-check of a built site, and of numbers against the logs and against prose.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract:
      "Check a built site; compare its numbers, or a paper kit's, with logs or with a text.",
    usage: """
      passcurve verify <site> [--json] [<options>]
             passcurve verify <site or kit> --against <paths> ...
             passcurve verify <site or kit> --prose <file> ...
      """,
    discussion: """
      Example: passcurve verify site

      Checks files, links, requests, weights, and numbers against their CSV: one line a finding, the \
      file, what is wrong, what would help. --against builds the numbers again with the options of the \
      report, and names those that differ. --prose lists numbers of a text, .tex or .md, that stand beside \
      names of the report and differ from its data. Asks no network. Exit code 1 where something is \
      wrong or differs, 3 where there is no site.
      """)

  @Argument(help: "A folder that a build or an export wrote, or a report in one file.")
  var site: String

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Logs to build the numbers from again.", valueName: "path"))
  var against: [String] = []

  @Option(
    help: ArgumentHelp(
      "With --against: the study's config. Default: passcurve.yaml in the first path, else here.",
      valueName: "file"))
  var config: String?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Texts whose numbers are compared: .tex or .md.", valueName: "file"))
  var prose: [String] = []

  @Flag(help: "Print as JSON.")
  var json = false

  @Option(help: ArgumentHelp("Threads at work. Never changes a result.", valueName: "n"))
  var threads: Int = Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))

  @Flag(help: "Say nothing but findings.")
  var quiet = false

  func validate() throws {
    guard (1...1024).contains(threads) else {
      throw ValidationError("--threads is a number from 1 to 1024, not \(threads).")
    }
    if !against.isEmpty, !prose.isEmpty {
      throw ValidationError("Ask for one of --against and --prose at a time.")
    }
    if json, !against.isEmpty || !prose.isEmpty {
      throw ValidationError("--json is of the check of a site.")
    }
    if config != nil, against.isEmpty { throw ValidationError("--config is of --against.") }
    for file in prose where !file.hasSuffix(".tex") && !file.hasSuffix(".md") {
      throw ValidationError("--prose reads .tex and .md, not \(file).")
    }
  }

  func run() throws {
    do {
      if !against.isEmpty {
        try compare()
      } else if !prose.isEmpty {
        try readProse()
      } else {
        try checkSite()
      }
    } catch let error as ReportError {
      throw Failure(error)
    }
  }

  private func checkSite() throws {
    let progress = ProgressReport(quiet: quiet)
    defer { progress?.finish() }
    let outcome = try SiteCheck.outcome(
      at: site, threads: threads, progress: progress?.handler)
    progress?.finish()
    if json {
      try Console.print(outcome.json)
    } else {
      let lines = outcome.findings.map { "\($0.description.printable)\n" }
      try Console.output(Array(lines.joined().utf8))
    }
    try settle(outcome.findings.count, "finding")
    guard !json, !quiet else { return }
    try Console.print(
      "\(site.printable): nothing is wrong with \(outcome.files) files, "
        + "\(outcome.pages) pages, \(ProgressLine.bytes(outcome.bytes))")
  }

  // MARK: Logs

  /// The numbers anew, with the options that the report was made with.
  private func compare() throws {
    let stored = try StoredReport(folder: site)
    var arguments = against + ["--threads", String(threads)]
    if quiet { arguments.append("--quiet") }
    if let config { arguments += ["--config", config] }
    let rebuild = try Rebuild.parse(arguments + StudyOptions.arguments(recorded: stored.options))
    let rebuilt = try StoredReport(
      try rebuild.edition(isAnonymous: stored.options["anonymous"] != nil))
    let lines = NumbersCheck.differences(of: stored, from: rebuilt)
    try Console.output(Array(lines.map { "\($0.printable)\n" }.joined().utf8))
    try settle(lines.count, "difference")
    guard !quiet else { return }
    let rows = stored.rowCount
    try Console.print("\(site.printable): all \(rows) rows are what the logs give")
  }

  // MARK: Prose

  private func readProse() throws {
    let check = ProseCheck(try StoredReport(folder: site))
    var count = 0
    for file in prose {
      guard let data = FileManager.default.contents(atPath: file) else {
        throw Failure(.input, "passcurve: error: cannot read \(file.printable)")
      }
      let text = String(decoding: data, as: UTF8.self)
      for found in check.differences(in: text, isLaTeX: file.hasSuffix(".tex")) {
        count += 1
        try Console.print("\(file):\(found.line): \(found.number) \(found.detail)".printable)
      }
    }
    try settle(count, "number", "differ from the data", "differs from the data")
    if !quiet { try Console.print("no number beside a name of the report differs from its data") }
  }

  private func settle(
    _ count: Int, _ noun: String, _ plural: String = "", _ singular: String = ""
  ) throws {
    guard count > 0 else { return }
    let rest = count == 1 ? singular : plural
    throw Failure(
      .regression,
      "passcurve: error: \(site.printable): \(count) \(noun)\(count == 1 ? "" : "s")\(rest.isEmpty ? "" : " \(rest)")"
    )
  }
}

/// What makes a report's numbers again: the options of its manifest as a command line would have them.
private struct Rebuild: ParsableArguments {
  @OptionGroup var input: InputOptions
  @OptionGroup var study: StudyOptions
  @OptionGroup var beyond: ExtrapolationOptions

  func edition(isAnonymous: Bool) throws -> Edition {
    var (settings, maps) = try study.settings(input)
    try beyond.apply(to: &settings)
    settings.isAnonymous = isAnonymous
    let cache = input.cache()
    let columns = Analyses.columns(settings.config)
    let progress = ProgressReport(quiet: input.quiet)
    defer { progress?.finish() }
    let reading = try input.read(
      try input.gathered(), samples: columns.isEmpty ? nil : columns, countsSuffice: true,
      cache: cache, progress: progress)
    return try Pipeline.edition(
      reading, settings, problemMaps: maps, options: study.recorded(input, settings),
      hashingInputs: false, cache: cache, progress: progress?.handler)
  }
}
