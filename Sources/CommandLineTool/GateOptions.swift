import ArgumentParser
import EvalLogs
import Foundation
import Report

/// Holding tonight against stored counts, and what makes it fail.
struct GateOptions: ParsableArguments {
  @Flag(help: "Leave with exit code 1 where the gate fails: a regression, or something missing.")
  var gate = false

  @Option(
    help: ArgumentHelp(
      "What tonight is held against: a site, tally or logs; or, of --store, last, best:N, pool:N, a night or a name.",
      valueName: "set"))
  var against: String?

  @Option(
    name: .customLong("fail-on"),
    help: ArgumentHelp(
      "A verdict that fails the gate (\(GateVerdict.keywords.joined(separator: ", "))), or a rule: benchmark=aime*,k=8,margin=0.02; repeatable.",
      valueName: "rule"))
  var failOn: [String] = []

  @Flag(help: "What the stored set has and tonight lacks does not fail the gate.")
  var lenient = false

  @Option(
    help: ArgumentHelp(
      "Hold the chance of any false regression over so many nights, not over each.",
      valueName: "n"))
  var nights: Int?

  func validate() throws {
    if let nights, !(2...100_000).contains(nights) {
      throw ValidationError("--nights is a number from 2 to 100000, not \(nights).")
    }
    if lenient, failOn.contains("missing") {
      throw ValidationError("--lenient lets be what --fail-on missing fails on: leave one out.")
    }
    if !gate, lenient || nights != nil || !failOn.isEmpty, against == nil {
      throw ValidationError("--fail-on, --lenient and --nights shape a gate: add --gate.")
    }
  }

  /// Whether anything is compared.
  var isWanted: Bool { gate || against != nil }

  /// The options over the config.
  ///
  /// - Throws: `ReportError` of kind `usage` where a rule is none.
  func settings(_ config: Config) throws(ReportError) -> GateSettings {
    var settings = config.gate
    settings.against = against ?? settings.against
    settings.nights = nights ?? settings.nights
    for text in failOn {
      if let verdict = GateVerdict(keyword: text) {
        settings.failing.insert(verdict)
      } else {
        settings.rules.append(try GateRule(parsing: text))
      }
    }
    if lenient { settings.failing.remove(.missing) }
    return settings
  }

  /// The options that change the content, for the manifest.
  var recorded: [String: String] {
    var options: [String: String] = [:]
    if gate { options["gate"] = "yes" }
    if let against { options["against"] = against }
    if !failOn.isEmpty { options["fail-on"] = failOn.joined(separator: " ") }
    if lenient { options["lenient"] = "yes" }
    if let nights { options["nights"] = String(nights) }
    return options
  }
}

/// Counts that lie in files: a site of ours, a paper kit, tallies or logs.
struct StoredCounts {
  /// - Parameter path: What was asked for, as it is to be called.
  /// - Returns: `nil` where there is no such file or folder.
  static func set(at path: String, _ input: InputOptions) throws -> BaselineSet? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let tally = "\(path)/data/tally.csv"
    let isSite = SiteManifest.isOurs(path) && FileManager.default.fileExists(atPath: tally)
    var options = try input.options(InputOptions.Paths(named: [], listed: []))
    options.root = nil
    let reading: Reading
    do {
      reading = try EvalLogs.survey(paths: [isSite ? tally : path], options: options)
    } catch {
      throw Failure(error)
    }
    if let error = reading.nothingUsable([path]) { throw Failure(error) }
    // The place of a folder is no matter of the report: its last part says enough.
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return BaselineSet(name: name, table: reading.table)
  }
}
