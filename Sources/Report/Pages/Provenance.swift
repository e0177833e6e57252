import EvalLogs

/// Where a report's numbers came from.
package struct Provenance: Sendable {
  /// SHA-256 of the canonical tally.
  let fingerprint: String
  let inputs: [Manifest.Input]
  let issues: [LogIssue]
  /// Options that change the content, as a command line would have them.
  let options: [String: String]
  /// Whether inputs and their places are left out.
  var isAnonymous = false

  /// The first eight digits of the fingerprint: how the report is cited.
  var short: String { String(fingerprint.prefix(8)) }
}
