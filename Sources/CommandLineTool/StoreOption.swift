import ArgumentParser
import EvalLogs
import Report

/// The history that named sets are looked up in.
struct StoreOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The history that stored sets are in.", valueName: "file"))
  var store = "passcurve-history.sqlite"

  /// A set that lies in files, or that the history has.
  func set(_ name: String, _ input: InputOptions) throws -> BaselineSet {
    if let set = try StoredCounts.set(at: name, input) { return set }
    throw ReportError(.usage, "there is neither a file nor a stored set '\(name)'")
  }
}
