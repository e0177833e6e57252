import ArgumentParser
import EvalLogs
import Glibc
import History

/// Counts kept from night to night.
struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "Keep counts from night to night: add a night's, list, show, export, prune, check.",
    usage: "passcurve history <action> [<options>] [--store <file>]",
    discussion: """
      Example: passcurve history add runs/ --night "$(date -I)"

      A history is one file, passcurve-history.sqlite unless --store names another. Sets of counts \
      are only ever added to it, the same counts for the same night once; two jobs may add at the \
      same time, and a job that is ended at any moment leaves it whole.
      """,
    subcommands: HistoryActions.all)
}

/// What can be done with a history, one file each.
enum HistoryActions {
  static let all: [any ParsableCommand.Type] = [
    HistoryAddCommand.self, HistoryListCommand.self, HistoryExportCommand.self,
    HistoryTrendCommand.self, HistoryPruneCommand.self, HistoryCheckCommand.self,
  ]
}

extension StoreOption {
  func reading() throws(HistoryError) -> HistoryStore {
    try HistoryStore(path: store, mode: .read)
  }

  /// - Throws: `HistoryError` of kind `output` where nothing can be written.
  func writing() throws(HistoryError) -> HistoryStore {
    // A limit on the size of files is an error like a full disk, and no end of the program.
    signal(SIGXFSZ, SIG_IGN)
    return try HistoryStore(path: store, mode: .append)
  }
}

extension Failure {
  init(_ error: HistoryError) {
    let code: ExitStatus =
      switch error.kind {
      case .usage: .usage
      case .input: .input
      case .output: .output
      }
    let remedy = error.remedy.map { "\n  \($0.printable)" } ?? ""
    self.init(code, "passcurve: error: \(error.detail.printable)\(remedy)")
  }
}

extension Night: ExpressibleByArgument {
  package init?(argument: String) { self.init(argument) }
}

/// Words that several actions use.
enum HistoryWords {
  static func count(_ count: Int, _ word: String) -> String {
    "\(count) \(word)\(count == 1 ? "" : "s")"
  }

  /// A set on one line: its night, its name, its fingerprint's first digits.
  static func line(_ set: StoredSet) -> String {
    "\(set.night)  \(set.short)\(set.name.map { "  \($0.printable)" } ?? "")"
  }
}
