/// Which of many tests of "no drop beyond its margin" claim a regression, and the level at which the
/// interval of each is printed so that it says the same.
///
/// There is one threshold for all tests: a test claims exactly where its p-value is at most it, so
/// that a two-sided interval which leaves `threshold` on either side lies below `-margin` exactly
/// there. With *r* claims among *m* tests it is
///
/// - Holm: `alpha / (m - r)`, `alpha` where all claim. Holm compares the *i*-th smallest with
///   `alpha / (m - i + 1)` until one fails; all claims pass `alpha / (m - r + 1)`, which is less, and
///   the first to fail is above `alpha / (m - r)`.
/// - Benjamini-Hochberg: `alpha max(1, r) / m`. The *r*-th smallest is at most `alpha r / m`, and those
///   above it exceed `alpha (r + 1) / m`. These are the intervals whose expected share of misses among
///   the claims stays below `2 alpha`.
/// - None: `alpha`.
///
/// The claims hold for the family. The intervals hold each for itself; under Holm they are not
/// simultaneous once something is claimed.
///
/// Source: Holm 1979; Benjamini and Hochberg 1995; Benjamini and Yekutieli 2005, "False discovery
/// rate-adjusted multiple confidence intervals for selected parameters"; Strassburger and Bretz 2008
/// on what simultaneous intervals under Holm can say.
package struct GateFamily: Hashable, Sendable {
  /// As written in files.
  package enum Control: String, Hashable, Sendable, CaseIterable {
    /// The chance of any false claim stays below alpha, whatever the dependence.
    case holm
    /// Of what is claimed the expected share of false claims stays below alpha, for independent
    /// and positively dependent tests.
    case benjaminiHochberg = "benjamini-hochberg"
    /// Each test by itself.
    case none
  }

  package let control: Control
  /// One-sided: the chance of claiming drops. 0.025 goes with intervals of 95 %.
  package let alpha: Double
  /// The p-values adjusted, in the order given: at most `alpha` exactly for claims.
  package let adjusted: [Double]
  package let isClaimed: [Bool]
  /// What the interval of each test leaves outside on either side. In `0..<0.5`, above 0.
  package let threshold: Double

  /// The level of the interval of each test.
  package var level: Double { 1 - 2 * threshold }

  /// - Parameters:
  ///   - pValues: One-sided, of "no drop beyond the margin", in any order, each in `0...1`.
  ///   - alpha: In `0..<0.5`, above 0.
  /// - Complexity: O(*m* log *m*).
  package init(_ pValues: [Double], alpha: Double = 0.025, control: Control = .holm) {
    precondition(alpha > 0 && alpha < 0.5, "no family keeps to \(alpha)")
    self.control = control
    self.alpha = alpha
    let m = pValues.count
    let sorted = pValues.sorted()
    func step(_ claims: Int) -> Double {
      switch control {
      case .holm: alpha / Double(max(1, m - claims))
      case .benjaminiHochberg: alpha * (Double(max(1, claims)) / Double(max(1, m)))
      case .none: alpha
      }
    }
    var claims = 0
    switch control {
    case .holm:
      while claims < m && sorted[claims] <= step(claims) { claims += 1 }
    case .benjaminiHochberg:
      claims = (0...m).last { $0 == 0 || sorted[$0 - 1] <= step($0) } ?? 0
    case .none: break
    }
    let threshold = step(claims)
    self.threshold = threshold
    isClaimed = pValues.map { $0 <= threshold }
    let adjusted =
      switch control {
      case .holm: holm(pValues)
      case .benjaminiHochberg: benjaminiHochberg(pValues)
      case .none: pValues
      }
    // The two ways to compute it differ by rounding at most: the claim settles it.
    self.adjusted = zip(adjusted, isClaimed).map { value, isClaimed in
      isClaimed ? min(value, alpha) : max(value, alpha.nextUp)
    }
  }
}

/// Alpha shared out evenly over the nights of a year, so that the chance of any false claim in it
/// stays below alpha whatever depends on what: baselines in common, the same problems every night.
///
/// Night after night at `alpha / nights`; by the union bound that is at most alpha. Then a new year
/// begins with an alpha of its own. A night's family takes `perNight` for its alpha.
///
/// Source: Bonferroni's inequality; for spending in general, Lan and DeMets 1983, "Discrete
/// sequential boundaries for clinical trials".
package struct AlphaSpending: Hashable, Sendable {
  package let alpha: Double
  /// Looks in a year, at least 1.
  package let nights: Int

  package init(alpha: Double = 0.05, nights: Int = 365) {
    precondition(alpha > 0 && alpha < 0.5 && nights >= 1, "\(alpha) over \(nights) nights")
    self.alpha = alpha
    self.nights = nights
  }

  /// What one night may spend.
  package var perNight: Double { alpha / Double(nights) }

  /// Of the year's alpha, what is spent once `looks` nights were judged since the first.
  package func spent(after looks: Int) -> Double {
    guard looks > 0 else { return 0 }
    return perNight * Double((looks - 1) % nights + 1)
  }
}
