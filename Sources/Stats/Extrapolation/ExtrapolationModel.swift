/// A form of the pass@k curve that reaches beyond the samples there are. One case a model.
package enum ExtrapolationModel: String, Hashable, Sendable, CaseIterable {
  /// A share of problems out of reach, the others' chances a Beta distribution.
  case zeroInflatedBetaBinomial = "zero-inflated-beta-binomial"
  /// The mean approaches 1 as a power of the attempts.
  case powerLaw = "power-law"

  /// A model with its parameters found.
  package enum Fitted: Hashable, Sendable {
    case zeroInflatedBetaBinomial(ZeroInflatedBetaBinomial)
    case powerLaw(PowerLaw)

    package func passAt(_ k: Int) -> Double {
      switch self {
      case .zeroInflatedBetaBinomial(let population): population.passAt(k)
      case .powerLaw(let law): law.passAt(k)
      }
    }

    /// The parameters by name, as they are printed.
    package var parameters: [(name: String, value: Double)] {
      switch self {
      case .zeroInflatedBetaBinomial(let population):
        [
          ("impossible", population.impossible), ("alpha", population.alpha),
          ("beta", population.beta),
        ]
      case .powerLaw(let law): [("prefactor", law.prefactor), ("exponent", law.exponent)]
      }
    }
  }

  /// Fits of one model to all samples and to a share of them; `nil` where the model has none.
  struct Pair {
    let full: Fitted?
    let shown: Fitted?
  }

  /// - Parameter near: Fits to start a search from, beside one place of its own.
  func fit(_ data: ExtrapolationData, _ weights: [Double], near: Pair? = nil) -> Pair {
    switch self {
    case .zeroInflatedBetaBinomial:
      func fit(_ counts: WeightedCounts, near start: Fitted?) -> Fitted? {
        guard counts.cells.contains(where: { $0.correct > 0 && $0.correct < $0.samples }) else {
          return nil
        }
        var starts: [(Double, Double)]?
        if case .zeroInflatedBetaBinomial(let population) = start {
          starts = [population.searchStart, (0, 0)]
        }
        return .zeroInflatedBetaBinomial(ZeroInflatedBetaBinomial.fit(counts, from: starts).model)
      }
      return Pair(
        full: fit(data.counts(weights), near: near?.full),
        shown: fit(data.thinned(weights), near: near?.shown))
    case .powerLaw:
      // pass@k for k up to n / 4 is the same from all samples as from every choice of n / 4.
      let shown = max(1, data.samples / ExtrapolationData.share)
      return Pair(
        full: PowerLaw(fitting: data.curve(upTo: data.samples, weights)).map(Fitted.powerLaw),
        shown: PowerLaw(fitting: data.curve(upTo: shown, weights)).map(Fitted.powerLaw))
    }
  }
}

extension ZeroInflatedBetaBinomial {
  /// This population as a place in the search for another.
  var searchStart: (Double, Double) {
    (naturalLogarithm(alpha / beta), naturalLogarithm(alpha + beta))
  }
}
