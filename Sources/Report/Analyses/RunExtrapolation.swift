import Stats

/// One model's continuation of one run's curve.
struct RunExtrapolation: Sendable {
  let curve: Results.Curve
  let model: ExtrapolationModel
  /// `nil` where every k asked for is observed.
  let extrapolation: Extrapolation?

  /// - Parameter k: The largest `k` wanted; powers of two on the way to it are shown as well.
  init(_ curve: Results.Curve, _ model: ExtrapolationModel, upTo k: Int, _ settings: Settings) {
    (self.curve, self.model) = (curve, model)
    let tallies = curve.cell.problems.map(\.tally)
    let fewest = tallies.map(\.samples).filter { $0 > 0 }.min() ?? 0
    extrapolation =
      k > fewest
      ? Extrapolation(tallies, model: model, at: powersOfTwo(upTo: k), level: settings.level)
      : nil
  }

  /// Why there are no values; `nil` where there are.
  var reason: String? {
    guard let extrapolation else { return "k ≤ n: observed, not extrapolated" }
    guard let absence = extrapolation.absence else { return nil }
    return absence.reason
  }

  var isAccepted: Bool { reason == nil }

  /// At the largest `k`.
  var last: Extrapolation.Point? { extrapolation?.points.last }

  /// "impossible 0.12, alpha 0.4, beta 3.1".
  var parameters: String {
    (extrapolation?.fitted?.parameters ?? []).map { "\($0.name)=\(NumberText.shortest($0.value))" }
      .joined(separator: ";")
  }
}

extension ExtrapolationModel {
  /// As sentences name it.
  var inWords: String {
    switch self {
    case .zeroInflatedBetaBinomial: "beta-binomial"
    case .powerLaw: "power law"
    }
  }
}
