import Stats

/// A way to judge the nights of a year.
package struct NightlyRule: Sendable {
  /// One night's p-values of all benchmarks to whether anything is claimed.
  package enum Judgement: Sendable {
    /// Each by itself at alpha.
    case each
    case family(GateFamily.Control)
    /// Evidence since the saved week.
    case evidence
  }

  package let name: String
  package let baseline: NightlyBaseline
  package let judgement: Judgement
  /// Of a night; of the year where `isYearly`.
  package let alpha: Double
  /// Whether the rate stated is that of a whole year.
  package var isYearly = false

  package static let nightsInYear = 365

  package static let all: [NightlyRule] = [
    NightlyRule(
      name: "naive: each benchmark p < 0.05, last night", baseline: .naive, judgement: .each,
      alpha: 0.025),
    NightlyRule(
      name: "last night, Holm", baseline: .lastNight, judgement: .family(.holm), alpha: 0.025),
    NightlyRule(
      name: "saved night, Holm", baseline: .savedNight, judgement: .family(.holm), alpha: 0.025),
    NightlyRule(
      name: "saved week pooled, Holm", baseline: .savedWeek, judgement: .family(.holm),
      alpha: 0.025),
    NightlyRule(
      name: "best of 7 without correction, Holm", baseline: .bestOfWeek,
      judgement: .family(.holm), alpha: 0.025),
    NightlyRule(
      name: "best of 7 at alpha / 7, Holm", baseline: .bestOfWeek, judgement: .family(.holm),
      alpha: 0.025 / 7),
    NightlyRule(
      name: "last 7 pooled, Holm", baseline: .lastWeek, judgement: .family(.holm), alpha: 0.025),
    NightlyRule(
      name: "last 7 pooled, Benjamini-Hochberg", baseline: .lastWeek,
      judgement: .family(.benjaminiHochberg), alpha: 0.025),
    NightlyRule(
      name: "last 7 pooled, Holm, alpha spent over 365 nights", baseline: .lastWeek,
      judgement: .family(.holm), alpha: 0.05, isYearly: true),
    NightlyRule(
      name: "saved week pooled, Holm, alpha spent over 365 nights", baseline: .savedWeek,
      judgement: .family(.holm), alpha: 0.05, isYearly: true),
    NightlyRule(
      name: "e-process since the saved week", baseline: .savedWeek, judgement: .evidence,
      alpha: 0.05, isYearly: true),
  ]

  /// The chance of a false claim that the rule states, of a night or of a year; `nil` where it states
  /// none for all benchmarks together.
  package var stated: Double? {
    switch judgement {
    case .each: nil
    // Of the best of seven the union bound is over the seven.
    case .family: baseline == .bestOfWeek ? (alpha < 0.01 ? 0.025 : nil) : alpha
    case .evidence: alpha
    }
  }

  /// Whether a night of these p-values claims anything.
  package func claims(_ pValues: [Double]) -> Bool {
    switch judgement {
    case .each: pValues.contains { $0 <= alpha }
    case .family(let control):
      GateFamily(pValues, alpha: nightly, control: control).isClaimed.contains(true)
    case .evidence: false
    }
  }

  /// The p-value at which one benchmark of a family is claimed, the others being far from it.
  package func threshold(benchmarks: Int) -> Double {
    switch judgement {
    case .each: alpha
    case .family: nightly / Double(benchmarks)
    case .evidence: alpha / Double(benchmarks)
    }
  }

  private var nightly: Double {
    isYearly ? AlphaSpending(alpha: alpha, nights: Self.nightsInYear).perNight : alpha
  }
}
