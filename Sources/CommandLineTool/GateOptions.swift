import ArgumentParser
import EvalLogs
import Foundation
import History
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

  @Option(
    help: ArgumentHelp(
      "Add tonight's counts to the history, as this night's: 2026-01-31, or 2026-01-31T04:30:00Z.",
      valueName: "date"))
  var night: Night?

  @Option(
    help: ArgumentHelp(
      "With --night: keep them under a name too, as release-1.2.", valueName: "name"))
  var save: String?

  @Option(
    help: ArgumentHelp(
      "With --night: where tonight's report will be, an address or a path.", valueName: "url"))
  var link: String?

  func validate() throws {
    if night == nil, save != nil || link != nil {
      throw ValidationError(
        "--save and --link are of what --night adds to the history: add --night \"$(date -I)\".")
    }
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
    // Where a folder lies is no matter of the report.
    if let against { options["against"] = against.lastPart }
    if !failOn.isEmpty { options["fail-on"] = failOn.joined(separator: " ") }
    if lenient { options["lenient"] = "yes" }
    if let nights { options["nights"] = String(nights) }
    return options
  }
}

/// What is held in a history, for gates and comparisons.
extension StoreOption {
  /// A set that lies in files, or that the history has.
  func set(_ name: String, _ input: InputOptions) throws -> BaselineSet {
    if let set = try StoredCounts.set(at: name, input) { return set }
    do {
      let selector = try SetSelector(parsing: name)
      let history = try reading()
      return try Self.baseline(try history.set(selector), of: history)
    } catch {
      throw Failure(error)
    }
  }

  /// What tonight is held against.
  ///
  /// - Parameter night: Tonight, where it is known: only nights before it count as the last ones.
  func baseline(_ name: String, before night: Night?, _ input: InputOptions) throws -> Baseline {
    guard let choice = try Choice(name) else { return .one(try set(name, input)) }
    do {
      guard FileManager.default.fileExists(atPath: store) else {
        return .none("No night is stored in \(store) yet")
      }
      let history = try reading()
      let sets = try history.lastSets(choice.count, before: night)
      guard let last = sets.last else {
        return .none("No night is stored before \(night.map(\.text) ?? "tonight")")
      }
      switch choice.kind {
      case .last: return .one(try Self.baseline(last, of: history))
      case .best: return .best(try sets.map { try Self.baseline($0, of: history) })
      case .pool:
        let tables = try sets.map { try history.counts(of: $0.id) }
        let span =
          sets.count == 1
          ? "the night \(last.night)"
          : "\(sets.count) nights together, \(sets[0].night) to \(last.night)"
        return .one(BaselineSet(name: span, pooling: tables))
      }
    } catch let error as HistoryError {
      throw Failure(error)
    }
  }

  private static func baseline(
    _ set: StoredSet, of history: HistoryStore
  ) throws(HistoryError) -> BaselineSet {
    BaselineSet(
      name: set.name ?? "the night \(set.night)", table: try history.counts(of: set.id),
      link: set.link)
  }

  /// `last`, `best:N` or `pool:N`.
  private struct Choice {
    enum Kind: String, CaseIterable { case last, best, pool }

    let kind: Kind
    let count: Int

    /// - Returns: `nil` for any other word.
    init?(_ text: String) throws {
      let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard let kind = Kind(rawValue: String(parts[0])) else { return nil }
      self.kind = kind
      if kind == .last, parts.count == 1 {
        count = 1
        return
      }
      guard kind != .last, parts.count == 2, let count = Int(parts[1]), (1...1000).contains(count)
      else {
        throw ReportError(
          .usage, "'\(text)' names no set",
          remedy: "Write last, best:7 or pool:7: the last night, the best or all of the last seven."
        )
      }
      self.count = count
    }
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
    return BaselineSet(name: path.lastPart, table: reading.table)
  }
}

extension String {
  /// Of a path.
  fileprivate var lastPart: String { split(separator: "/").last.map(String.init) ?? self }
}
