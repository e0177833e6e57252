import Stats

/// One demand of a gate: of which runs and benchmarks, and what must hold.
///
/// It asks one of three things: no drop against a stored set (the default), a floor, or that named
/// problems hold.
package struct GateRule: Sendable, Equatable {
  package enum Demand: Sendable, Equatable {
    /// No drop of more than `margin` against a stored set; a decided drop of less than
    /// `minimumEffect` does not count.
    case noDrop(margin: Double, minimumEffect: Double)
    /// pass@k is at least this, in `0...1`.
    case floor(Double)
    /// Each of these problems has pass@k = 1.
    case hold([String])
  }

  /// As its author calls it.
  package var name: String?
  /// Shell patterns of names or labels.
  package var run = "*"
  package var benchmark = "*"
  /// Ascending, once each, at least one.
  package var ks = [1]
  /// The only problems looked at; empty for all.
  package var problems: [String] = []
  package var demand = Demand.noDrop(margin: 0, minimumEffect: 0)
  /// The stored set; `nil` for the gate's own.
  package var against: String?
  /// Where it stands: "passcurve.yaml:12".
  package var place: String?

  package init() {}

  /// What it is called in tables and files: its name, else what it asks.
  package var title: String {
    if let name { return name }
    var words: [String] = []
    switch demand {
    case .noDrop(let margin, _):
      words.append(margin > 0 ? "no drop beyond \(Phrase.margin(margin))" : "no drop")
    case .floor(let floor): words.append("at least \(Phrase.percent(floor, nil))\(Phrase.space)%")
    case .hold(let problems): words.append("\(Phrase.count(problems.count, "problem")) held")
    }
    if benchmark != "*" { words.append("on \(benchmark)") }
    if run != "*" { words.append("of \(run)") }
    if ks != [1] {
      words.append("at k\(Phrase.space)=\(Phrase.space)\(Phrase.list(ks.map(Phrase.count)))")
    }
    if !problems.isEmpty { words.append("over \(Phrase.count(problems.count, "named problem"))") }
    return words.joined(separator: " ")
  }
}

/// What a gate demands, and how strictly.
package struct GateSettings: Sendable {
  /// Over what the chance of a false regression is held.
  package enum Control: String, Sendable, CaseIterable {
    /// The chance of even one, over all comparisons of the night (Holm).
    case familyWise = "holm"
    /// The share of those found that are false (Benjamini and Hochberg).
    case falseDiscovery = "bh"
  }

  /// Without any, one that no run drops on any benchmark at k = 1.
  package var rules: [GateRule] = []
  package var control = Control.familyWise
  /// `nil` for the report's.
  package var level: Double?
  /// What rules that do not say are held against: a path, `last`, `best:N`, `pool:N`, a night or a
  /// name. `nil` where nobody said.
  package var against: String?
  /// Which verdicts make the gate fail.
  package var failing: Set<GateVerdict> = [.regression, .missing]
  /// Nights over which the chance of any false regression is held (alpha spending); `nil` for each
  /// night's own.
  package var nights: Int?

  package init() {}

  package var effectiveRules: [GateRule] { rules.isEmpty ? [GateRule()] : rules }

  /// The stored sets asked for, once each.
  package var baselines: [String] {
    let named = effectiveRules.compactMap { rule -> String? in
      guard case .noDrop = rule.demand else { return nil }
      return rule.against ?? against ?? Self.usual
    }
    return Array(Set(named)).sorted()
  }

  /// What is compared with where nobody says.
  package static let usual = "last"
}
