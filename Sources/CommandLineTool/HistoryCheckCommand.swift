import ArgumentParser
import EvalLogs
import History

/// Whether a history is whole.
struct HistoryCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Read all of the history and say whether it is whole.",
    usage: "passcurve history check [--store <file>]",
    discussion: """
      Example: passcurve history check

      Looks at the file, at every sum, and at every set's counts, which have to give the \
      fingerprint that they came with. Exit code 1 where anything is wrong.
      """)

  @OptionGroup var place: StoreOption

  func run() throws {
    do {
      let check = try place.reading().check()
      guard check.faults.isEmpty else {
        let shown = 20
        var lines = check.faults.prefix(shown).map { "  \($0.printable)" }
        if check.faults.count > shown { lines.append("  … and \(check.faults.count - shown) more") }
        throw Failure(
          .regression,
          "passcurve: error: \(place.store.printable) is damaged:\n\(lines.joined(separator: "\n"))"
        )
      }
      try Console.print(
        "whole: \(HistoryWords.count(check.sets, "set")), \(check.series) series, "
          + "\(HistoryWords.count(check.rows, "row"))")
    } catch let error as HistoryError {
      throw Failure(error)
    }
  }
}
