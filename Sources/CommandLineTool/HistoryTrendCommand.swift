import ArgumentParser
import EvalLogs
import Glibc
import History
import Report

/// The history as pages.
struct HistoryTrendCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trend",
    abstract: "Build a static site of the history: values by night, changes, flaky problems.",
    usage: "passcurve history trend [-o <dir>] [--last <nights>] [<options>]",
    discussion: """
      Example: passcurve history trend -o trend --base-url https://example.org/trend/

      Values by night with intervals, the nights at which a level changed, what drops of one night \
      have in common, and problems whose verdict flips. With --base-url there is a feed.xml.
      """)

  @OptionGroup var place: StoreOption

  @Option(
    name: [.short, .customLong("output")],
    help: ArgumentHelp("The folder of the site.", valueName: "dir"))
  var output = "trend"

  @Option(help: ArgumentHelp("Only the last so many nights.", valueName: "nights"))
  var last: Int?

  @Option(
    name: .customLong("run"),
    help: ArgumentHelp("Only runs of this name or pattern; repeatable.", valueName: "glob"))
  var runs: [String] = []

  @Option(
    name: .customLong("benchmark"),
    help: ArgumentHelp("Only benchmarks of this name or pattern; repeatable.", valueName: "glob"))
  var benchmarks: [String] = []

  @Option(help: ArgumentHelp("The level of the intervals (default: 0.95).", valueName: "level"))
  var level: Double?

  @Option(help: ArgumentHelp("The site's title.", valueName: "text"))
  var title: String?

  @Option(
    name: .customLong("base-url"),
    help: ArgumentHelp(
      "Where the site will be found: for canonical links and feed.xml.", valueName: "url"),
    transform: { text in
      guard let address = BaseURL(text) else {
        throw ValidationError(
          "It takes an absolute address without ? and #, as in https://example.org/trend/.")
      }
      return address
    })
  var baseURL: BaseURL?

  @Option(
    help: ArgumentHelp(
      "The config: its title, names, level and theme (default: passcurve.yaml here).",
      valueName: "file"))
  var config: String?

  @Option(help: ArgumentHelp("Threads at work. Never changes a result.", valueName: "n"))
  var threads: Int = Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))

  @Flag(help: "Say nothing but errors.")
  var quiet = false

  func validate() throws {
    if let last, last < 1 {
      throw ValidationError("--last is a number of nights, at least 1, not \(last).")
    }
    if let level, !(level > 0 && level < 1) {
      throw ValidationError("--level lies between 0 and 1, as in --level 0.95, not \(level).")
    }
    guard (1...1024).contains(threads) else {
      throw ValidationError("--threads is a number from 1 to 1024, not \(threads).")
    }
  }

  func run() throws {
    let progress = ProgressReport(quiet: quiet)
    defer { progress?.finish() }
    do {
      let settings = try settings()
      let store = try place.reading()
      let writer = try SiteWriter(
        output, inputs: [place.store], interruption: Signals.interruption)
      let trend = try Trend(
        Self.history(store, last: last), settings, progress: progress?.handler)
      let site = try trend.site(progress: progress?.handler)
      let outcome = SiteCheck.outcome(of: site, threads: threads, progress: progress?.handler)
      progress?.clear()
      try settle(outcome.findings)
      try writer.write(site, progress: progress?.handler)
      progress?.finish()
      if !quiet { try Console.print("\(writer.target)/index.html") }
    } catch let error as HistoryError {
      throw Failure(error)
    } catch let error as ReportError {
      throw Failure(error)
    }
  }

  private func settings() throws(ReportError) -> TrendSettings {
    var settings = TrendSettings()
    settings.config = try ConfigFile(named: config, inputs: []).config
    settings.title = title
    settings.level = level ?? settings.config.level ?? settings.level
    settings.runs = runs
    settings.benchmarks = benchmarks
    settings.baseURL = baseURL
    settings.threads = threads
    settings.options["level"] = "\(settings.level)"
    if let title { settings.options["title"] = title }
    if let last { settings.options["last"] = String(last) }
    if !runs.isEmpty { settings.options["run"] = runs.joined(separator: " ") }
    if !benchmarks.isEmpty {
      settings.options["benchmark"] = benchmarks.joined(separator: " ")
    }
    if let baseURL { settings.options["base-url"] = baseURL.text }
    return settings
  }

  private static func history(
    _ store: HistoryStore, last: Int?
  ) throws(HistoryError) -> TrendHistory {
    let sets = try store.sets().compactMap { set -> TrendHistory.Entry? in
      guard let night = TrendNight(set.night.text) else { return nil }
      return TrendHistory.Entry(
        night: night, name: set.name, fingerprint: set.fingerprint, title: set.title,
        link: set.link, verdict: set.verdict,
        table: { () throws(ReportError) -> TallyTable in
          do throws(HistoryError) {
            return try store.counts(of: set.id)
          } catch {
            throw ReportError(.input, error.detail, remedy: error.remedy)
          }
        })
    }
    return TrendHistory(sets, last: last)
  }

  /// A site at fault is not written; one that is heavy is.
  private func settle(_ findings: [Finding]) throws {
    let faults = findings.filter { !$0.code.isNote }
    guard faults.isEmpty else {
      throw Failure(
        .output,
        """
        passcurve: error: the site does not pass its own check, and is not written\
        \(faults.prefix(5).map { "\n  \($0)" }.joined())
          This is a fault of passcurve, not of the history; please report it with these lines.
        """)
    }
    guard !quiet else { return }
    for finding in findings.prefix(20) { Console.say("passcurve: note: \(finding)") }
  }
}
