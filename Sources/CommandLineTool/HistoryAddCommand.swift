import ArgumentParser
import EvalLogs
import Foundation
import Glibc
import History
import Report

/// A night's counts, into the history.
struct HistoryAddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Add a night's counts.",
    usage: "passcurve history add <paths> ... --night <date> [<options>]",
    discussion: """
      Example: passcurve history add runs/ --night "$(date -I)"

      Reads logs and tallies as passcurve tally does; of a site that passcurve built, its \
      data/tally.csv. The same counts for the same night are there once. Other counts for that \
      night are kept beside, and count as that night's.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var place: StoreOption

  @Option(
    help: ArgumentHelp(
      "Whose counts these are: 2026-01-31, or 2026-01-31T04:30:00Z. Default: the day of SOURCE_DATE_EPOCH.",
      valueName: "date"))
  var night: String?

  @Option(help: ArgumentHelp("A name to find the set by, as release-1.2.", valueName: "name"))
  var name: String?

  @Option(help: ArgumentHelp("What the night is shown as.", valueName: "text"))
  var title: String?

  @Option(
    help: ArgumentHelp("Where that night's report is: an address or a path.", valueName: "url"))
  var link: String?

  func run() throws {
    do {
      let night = try chosenNight()
      let name = try name.map { text throws(HistoryError) in try SetName(text) }
      try NightlySet.check(title: title, link: link)
      try HistoryStore.tryAppending(to: place.store, night: night, name: name)
      let set = try NightlySet(
        night: night, name: name, title: title, link: link, program: Version.current,
        table: try table())
      try Console.print(try place.added(set))
    } catch let error as HistoryError {
      throw Failure(error)
    }
  }

  private func chosenNight() throws(HistoryError) -> Night {
    if let night {
      if let night = Night(night) { return night }
      throw HistoryError(
        .usage, "--night '\(night)' is no night",
        remedy: "Write 2026-01-31 or 2026-01-31T04:30:00Z, as in --night \"$(date -I)\".")
    }
    let epoch = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"] ?? ""
    guard !epoch.isEmpty else {
      throw HistoryError(
        .usage, "nothing says whose night this is",
        remedy: "Add --night \"$(date -I)\", or set SOURCE_DATE_EPOCH.")
    }
    guard let night = Int(epoch).flatMap({ Night(secondsSince1970: $0) }) else {
      throw HistoryError(
        .usage, "SOURCE_DATE_EPOCH is '\(epoch)'",
        remedy: "It holds whole seconds since 1970, or nothing.")
    }
    return night
  }

  private func table() throws -> TallyTable {
    var input = input
    // A report's own counts are those of the report.
    input.paths = input.paths.map { path in
      SiteManifest.isOurs(path) ? path + (path.hasSuffix("/") ? "" : "/") + "data/tally.csv" : path
    }
    return try input.read(try input.gathered(), cache: input.cache()).table
  }
}

extension StoreOption {
  /// Adds a set, or finds it there, and says so in a line.
  func added(_ set: NightlySet) throws -> String {
    Signals.interruption.outcome = "nothing was added"
    let store = try writing()
    var line = ""
    try Signals.interruption.protect { () throws(HistoryError) in
      let added = try store.add(set)
      line = try words(added, store)
      Signals.interruption.outcome = "the set is kept"
    }
    return line
  }

  private func words(_ added: Added, _ store: HistoryStore) throws(HistoryError) -> String {
    let set = added.set
    let counts = [
      HistoryWords.count(set.runs, "run"), HistoryWords.count(set.benchmarks, "benchmark"),
      HistoryWords.count(set.samples, "sample"),
    ].joined(separator: ", ")
    guard case .new = added else {
      return "there already: \(HistoryWords.line(set)): \(counts)"
    }
    let beside = try store.sets().count { $0.night == set.night } - 1
    let others =
      beside == 0 ? "" : "; the latest of that night, beside \(HistoryWords.count(beside, "other"))"
    return "added: \(HistoryWords.line(set)): \(counts)\(others)"
  }
}
