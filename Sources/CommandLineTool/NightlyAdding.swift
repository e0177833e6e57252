import EvalLogs
import History
import Report

/// Tonight's counts, into the history.
extension GateOptions {
  /// Looks before any work whether they can be added.
  func tryNight(in place: StoreOption) throws {
    guard let night else { return }
    do {
      try NightlySet.check(title: nil, link: link)
      let name = try save.map { text throws(HistoryError) in try SetName(text) }
      try HistoryStore.tryAppending(to: place.store, night: night, name: name)
    } catch {
      throw Failure(error)
    }
  }

  /// - Returns: What was done, in a line; `nil` where nothing was asked for.
  func addNight(
    of edition: Edition, _ delivery: Delivery, to place: StoreOption
  ) throws -> String? {
    guard let night else { return nil }
    do {
      let set = try NightlySet(
        night: night, name: try save.map { text throws(HistoryError) in try SetName(text) },
        link: link,
        verdict: edition.gate.map { $0.hasFailed ? "fail" : "pass" },
        details: edition.gate == nil
          ? nil : GateFiles.verdict(edition, delivery, most: NightlySet.longestDetails),
        program: Version.current, table: edition.table)
      return try place.added(set)
    } catch let error as HistoryError {
      throw Failure(error)
    }
  }
}
