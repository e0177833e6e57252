import ArgumentParser
import History

/// Old sets out of the history.
struct HistoryPruneCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prune",
    abstract: "Take old sets out; those with names stay.",
    usage: "passcurve history prune (--keep <nights> | --before <date>) [<options>]",
    discussion: """
      Example: passcurve history prune --keep 365 --dry-run

      What goes is listed, and is gone for good.
      """)

  @OptionGroup var place: StoreOption

  @Option(help: ArgumentHelp("Keep all sets of the last nights, so many.", valueName: "nights"))
  var keep: Int?

  @Option(help: ArgumentHelp("Take out the sets of nights before this one.", valueName: "date"))
  var before: String?

  @Flag(name: .customLong("named-too"), help: "Take out sets that have names as well.")
  var namedToo = false

  @Flag(name: .customLong("dry-run"), help: "Say what would go, and leave it.")
  var dryRun = false

  func validate() throws { _ = try rule() }

  func run() throws {
    do {
      let rule = try rule()
      guard !dryRun else {
        let store = try place.reading()
        return try say(try store.pruned(rule, namedToo: namedToo), "would go", try store.sets())
      }
      // Nothing is begun where there is nothing.
      _ = try place.reading()
      let store = try place.writing()
      Signals.interruption.outcome = "nothing was taken out"
      var gone: [StoredSet] = []
      try Signals.interruption.protect { () throws(HistoryError) in
        gone = try store.prune(rule, namedToo: namedToo)
        Signals.interruption.outcome = "\(HistoryWords.count(gone.count, "set")) taken out"
      }
      try say(gone, "gone", try store.sets())
      if !gone.isEmpty { try store.vacuum() }
    } catch let error as HistoryError {
      throw Failure(error)
    }
  }

  private func rule() throws -> PruneRule {
    switch (keep, before) {
    case (let keep?, nil):
      guard keep >= 1 else {
        throw ValidationError("--keep is a number of nights, at least 1, not \(keep).")
      }
      return .keepingNights(keep)
    case (nil, let before?):
      guard let night = Night(before) else {
        throw ValidationError("--before takes a night as 2026-01-31, not '\(before)'.")
      }
      return .before(night)
    default: throw ValidationError("Say what stays: --keep 365, or --before 2026-01-31.")
    }
  }

  private func say(_ gone: [StoredSet], _ verb: String, _ rest: [StoredSet]) throws {
    for set in gone { try Console.print(HistoryWords.line(set)) }
    let kept = rest.count - (dryRun ? gone.count : 0)
    try Console.print("\(HistoryWords.count(gone.count, "set")) \(verb), \(kept) kept")
  }
}
