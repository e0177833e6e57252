/// What a gate says of one thing that it looks at.
package enum GateVerdict: String, Sendable, CaseIterable {
  /// A drop beyond the margin, or below a floor; or a problem that must hold does not.
  case regression
  /// Something that the baseline has is not there: a run, a benchmark, a problem.
  case missing
  /// The problems are others than the baseline's.
  case changed
  /// More samples were cut off than in the baseline.
  case truncated
  /// Samples that were expected are not there.
  case incomplete
  /// The data do not decide.
  case undecided = "cannot tell"
  /// There is nothing to compare with yet.
  case new
  /// No drop beyond the margin is left possible.
  case held = "no regression"
  /// Every count is the baseline's.
  case identical

  /// As `--fail-on` and the config name it; `nil` for what no gate fails on.
  package var keyword: String? {
    switch self {
    case .regression, .missing, .changed, .truncated, .incomplete: rawValue
    case .undecided: "undecided"
    case .new, .held, .identical: nil
    }
  }

  package static let keywords = allCases.compactMap(\.keyword)

  package init?(keyword: String) {
    guard let verdict = Self.allCases.first(where: { $0.keyword == keyword }) else { return nil }
    self = verdict
  }

  /// The gravest first.
  var gravity: Int { Self.allCases.firstIndex(of: self)! }
}
