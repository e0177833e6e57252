import Charts
import Stats

/// What one comparison says of efficiency: how much of what the baseline solves in many attempts the
/// candidate does not yet solve in one, and how many attempts of the baseline one of the candidate
/// is worth.
struct EfficiencyRow: Sendable {
  /// What one target makes of both.
  struct Inference: Sendable {
    let target: Target
    /// How the gap's interval is made and the budget's limits are found, as files name it.
    let method: String
    /// Of the gap; `nil` where there is none.
    let interval: Interval?
    /// `nil` where intervals are refused.
    let budget: EquivalentBudget?
    /// Why intervals are refused; `nil` where they are not.
    let absence: Absence?
  }

  let comparison: Results.Comparison
  /// At the largest `k` shown that the baseline has on every problem in common; `nil` where that is
  /// no more than 1, since a gap between single attempts is the difference itself.
  let gap: EfficiencyGap?
  let population: Inference
  let fixed: Inference

  /// - Returns: `nil` where the runs share no problem, and where the baseline has a single sample of
  ///   one of those they share: there is nothing that more attempts could show.
  init?(_ comparison: Results.Comparison, _ settings: Settings) {
    guard let pair = comparison.paired, let fixedDifference = comparison.fixedDifference else {
      return nil
    }
    let budget = EquivalentBudget(pair)
    guard budget.largestK > 1 else { return nil }
    self.comparison = comparison
    let k = settings.ks.map { $0.last { $0 <= budget.largestK } ?? 1 } ?? budget.largestK
    let gap = k > 1 ? EfficiencyGap(pair, budget: k) : nil
    self.gap = gap
    // Both are read off Dirichlet weights, whatever else the report's method does.
    let method = pair.method.isDirichlet ? pair.method : .dirichletHalf
    population = Inference(
      target: .population, method: method.rawValue, interval: gap?.interval, budget: budget,
      absence: nil)
    fixed = Inference(
      target: .fixed, method: DifferenceInference.fixedMethod,
      interval: gap.flatMap { fixedDifference.efficiencyInterval(of: $0) },
      budget: fixedDifference.equivalentBudget(pair), absence: fixedDifference.refusal)
  }

  /// Of the target that the report shows.
  var shown: Inference { comparison.target == .fixed ? fixed : population }

  /// The same for either target: it is no inference.
  var budget: EquivalentBudget { population.budget! }

  /// Why the gap has no value; `nil` where it has one.
  var gapAbsence: String? {
    gap == nil ? "no k above 1 that is shown is one the baseline has" : gap?.absence?.reason
  }

  // MARK: As text

  /// "14" or "3.1": the point, in attempts.
  var budgetText: String {
    switch budget.status {
    case .reached:
      let k = budget.k ?? 1
      guard k < 9.95 else { return Phrase.count(Int(k.rounded())) }
      let text = NumberText.fixed(k, decimals: 1)
      return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    case .notReached: return "beyond \(Phrase.count(budget.largestK))"
    case .aheadFromStart: return "below 1"
    case nil: return "–"
    }
  }

  /// "[9, 23]": more than the one and fewer than the other; "≤ 1" and "> 256" where it is open.
  var budgetLimits: String? {
    guard let budget = shown.budget else { return nil }
    let last = "\(Self.more)\(Phrase.count(budget.largestK))"
    if budget.moreThan == budget.largestK { return "[\(last)]" }
    if budget.lessThan == 1 { return "[<\(Phrase.space)1]" }
    let lower = budget.moreThan.map { Phrase.count($0) } ?? "≤\(Phrase.space)1"
    let upper = budget.lessThan.map { Phrase.count($0) } ?? last
    return "[\(lower),\(Phrase.space)\(upper)]"
  }

  private static let more = ">\(Phrase.space)"

  var budgetCell: Cell {
    budgetText == "–" && budgetLimits == nil
      ? .none("–")
      : .number(
        budgetText, limits: budgetLimits, strong: false,
        exact: Cell.Exact(
          // To two decimals, as the file has it.
          value: budget.k.map { ($0 * 100).rounded() / 100 },
          lower: shown.budget?.moreThan.map(Double.init),
          upper: shown.budget?.lessThan.map(Double.init)))
  }

  var gapText: String? {
    guard let gap else { return nil }
    if let value = gap.gap { return Phrase.signed(value, shown.interval) }
    return gap.bounds.map {
      "\(Phrase.signed($0.lowerBound, shown.interval)) to \(Phrase.signed($0.upperBound, shown.interval))"
    }
  }

  var gapCell: Cell {
    gapText.map {
      .number(
        $0, limits: shown.interval.map(Phrase.limits), strong: false,
        exact: Cell.Exact(gap?.gap, shown.interval))
    } ?? .none("–")
  }

  /// What the limits say of the budget, as a clause that can begin a sentence. It names the
  /// point only where both limits are known.
  ///
  /// - Parameters:
  ///   - base: The baseline's name.
  ///   - other: The candidate's.
  func sentence(_ base: String, _ other: String) -> String {
    let one = "to match one of \(other)"
    if comparison.paired?.identical == true {
      return "\(base) and \(other) have the same counts on every problem they share"
    }
    switch (shown.budget?.moreThan, shown.budget?.lessThan) {
    case (let least?, let most?):
      return budget.status == .reached
        ? "\(base) needs \(budgetText)\(Phrase.space)samples \(budgetLimits ?? "") \(one)"
        : "\(base) needs more than \(Phrase.count(least)) and fewer than \(Phrase.count(most, "sample")) \(one)"
    case (let least?, nil) where least == budget.largestK:
      return "\(base) with \(Phrase.count(least, "sample")) is behind one of \(other)"
    case (1, nil): return "\(base) needs more than one sample \(one)"
    case (let least?, nil): return "\(base) needs more than \(Phrase.count(least, "sample")) \(one)"
    case (nil, 1): return "\(base) with one sample is ahead of one of \(other)"
    case (nil, let most?):
      return "\(base) needs fewer than \(Phrase.count(most, "sample")) \(one), perhaps only one"
    case (nil, nil): return "the data cannot tell how many samples of \(base) match one of \(other)"
    }
  }

  // MARK: As drawn

  /// The budget on an axis of attempts: from the one limit to the other, or to the axis's end.
  func budgetRow(_ label: String, _ style: SeriesStyle) -> IntervalRow {
    let limits = shown.budget.map {
      Double($0.moreThan ?? 1)...Double($0.lessThan ?? $0.largestK)
    }
    return IntervalRow(
      label, style: style, value: budget.k, outer: limits,
      words: [budgetText, budgetLimits].compactMap(\.self).joined(separator: " "))
  }

  func gapRow(_ label: String, _ style: SeriesStyle) -> IntervalRow {
    let limits = shown.interval.map { $0.lower...$0.upper }
    return IntervalRow(
      label, style: style, value: gap?.gap, outer: limits ?? gap?.bounds,
      words: [gapText ?? "–", shown.interval.map(Phrase.limits)].compactMap(\.self)
        .joined(separator: " "))
  }
}
