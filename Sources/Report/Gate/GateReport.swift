import Stats

/// What a gate found: computed once, and read by the page, the files and the exit code.
package struct GateReport: Sendable {
  package let rules: [GateRule]
  package let settings: GateSettings
  /// Of intervals, before it is shared out: a false regression has half the rest.
  package let level: Double
  /// The chance of a false regression that this night may spend.
  package let alpha: Double
  /// The gravest first.
  package let checks: [GateCheck]
  /// The stored sets, with their fingerprints.
  package let baselines: [(name: String, fingerprint: String)]
  /// Samples scored and expected in what the rules cover.
  package let samples: (scored: Int, expected: Int)
  /// Why there is nothing to compare with; empty where there is.
  package let absences: [String]

  package var failures: [GateCheck] { checks.filter { settings.failing.contains($0.verdict) } }
  package var hasFailed: Bool { !failures.isEmpty }

  /// The rules of which no check failed.
  package var rulesPassed: Int {
    let failed = Set(failures.map(\.rule))
    return rules.indices.count { !failed.contains($0) }
  }

  package func count(_ verdict: GateVerdict) -> Int { checks.count { $0.verdict == verdict } }

  /// "pass, 4/4 rules, 1,920 of 1,920 samples".
  package var coverage: String {
    "\(hasFailed ? "fail" : "pass"), \(rulesPassed)/\(Phrase.count(rules.count, "rule")), \(Phrase.count(samples.scored)) of \(Phrase.count(samples.expected, "sample"))"
  }

  /// The verdict and what it rests on, as sentences.
  package var sentence: String {
    var parts: [String] = []
    if let worst = failures.first {
      parts.append(
        failures.count == 1
          ? "The gate fails: \(worst.place), \(worst.detail)."
          : "The gate fails at \(Phrase.count(failures.count, "place")), the gravest \(worst.place): \(worst.detail)."
      )
    } else if checks.contains(where: { $0.verdict != .new }) {
      parts.append("The gate passes: \(counts).")
    } else {
      parts.append("The gate passes: there is nothing to compare with yet.")
    }
    if hasFailed, checks.count > failures.count {
      let others = counts(of: checks.filter { !settings.failing.contains($0.verdict) })
      parts.append("Of \(Phrase.count(checks.count, "check")), \(others).")
    }
    return parts.joined(separator: " ")
  }

  /// "12 are without regression, 3 cannot be told and 34 are identical".
  package var counts: String {
    checks.isEmpty ? "there is nothing to compare with yet" : counts(of: checks)
  }

  private func counts(of checks: [GateCheck]) -> String {
    Phrase.list(
      GateVerdict.allCases.compactMap { verdict in
        let count = checks.count { $0.verdict == verdict }
        guard count > 0 else { return nil }
        let isOne = count == 1
        return switch verdict {
        case .regression: Phrase.count(count, "regression")
        case .undecided: "\(Phrase.count(count)) cannot be told"
        case .held: "\(Phrase.count(count)) \(isOne ? "is" : "are") without regression"
        case .truncated: "\(Phrase.count(count)) \(isOne ? "has" : "have") samples cut off"
        default: "\(Phrase.count(count)) \(isOne ? "is" : "are") \(verdict.rawValue)"
        }
      })
  }
}
