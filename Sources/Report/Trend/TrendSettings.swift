/// What shapes the pages of a history.
package struct TrendSettings: Sendable {
  package var title: String?
  /// Of intervals.
  package var level = 0.95
  /// The chance of any change found in a series without one.
  package var alpha = 0.01
  /// Shell patterns; empty for all.
  package var runs: [String] = []
  package var benchmarks: [String] = []
  /// Names and looks.
  package var config = Config()
  /// Where the site will be found; `nil` where that is not known: then there is no feed.
  package var baseURL: BaseURL?
  /// Options that change the content, as a command line would have them.
  package var options: [String: String] = [:]
  /// At most this many threads at work.
  package var threads = 1

  package init() {}
}
