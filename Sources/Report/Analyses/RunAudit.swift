import EvalLogs
import Stats

/// What second verdicts say of one run on one benchmark.
struct RunAudit: Sendable {
  /// Fewer correct than this share is rare; the paper's 5 %.
  static let rare = 0.05

  /// A correct sample of a rarely solved problem.
  struct Sample: Sendable {
    let problem: String
    let tally: Tally
    let index: String?
    let verdict: String?
    /// `nil` without a verdict that is understood.
    let isAccepted: Bool?
    let file: String?
    let offset: Int?
  }

  let cell: Study.Cell
  let samples: [Sample]
  let rarely: Int
  /// Rarely solved problems with a correct sample accepted; with all judged ones rejected; with none
  /// judged.
  let supported: Int
  let unsupported: Int
  let open: Int
  /// Of those judged.
  let share: (mean: Double, interval: Interval?)?
  /// pass@k of correct and accepted samples; `nil` where a correct sample has no verdict.
  let curve: [CurvePoint]?
  /// Correct samples without a verdict that is understood.
  let unjudged: Int

  /// - Returns: `nil` where no sample has a verdict.
  init?(_ cell: Study.Cell, _ results: Results) {
    let table = results.study.samples
    guard let verdictColumn = table.columns.firstIndex(of: .verdict) else { return nil }
    let fileColumn = table.columns.firstIndex(of: .file)
    let offsetColumn = table.columns.firstIndex(of: .offset)
    var (found, isJudged, unjudged) = ([Sample](), false, 0)
    var (rarely, supported, unsupported, open) = (0, 0, 0, 0)
    var accepted: [Tally] = []
    for problem in cell.problems {
      let tally = problem.tally
      let isRare =
        tally.correct > 0 && Double(tally.correct) < Self.rare * Double(tally.samples)
      var (yes, no) = (0, 0)
      for sample in results.study.samples(of: problem) where sample.isCorrect == true {
        let verdict = sample.values[verdictColumn].text
        let isAccepted = verdict.flatMap(Self.isAccepted)
        if verdict != nil { isJudged = true }
        switch isAccepted {
        case true?: yes += 1
        case false?: no += 1
        case nil: unjudged += 1
        }
        if isRare {
          found.append(
            Sample(
              problem: problem.id, tally: tally, index: sample.index, verdict: verdict,
              isAccepted: isAccepted, file: fileColumn.flatMap { sample.values[$0].text },
              offset: offsetColumn.flatMap { sample.values[$0].whole }))
        }
      }
      accepted.append(
        Tally(correct: min(yes, tally.correct), of: tally.samples, missing: tally.missing))
      guard isRare else { continue }
      rarely += 1
      if yes > 0 {
        supported += 1
      } else if no > 0 {
        unsupported += 1
      } else {
        open += 1
      }
    }
    guard isJudged else { return nil }
    (self.cell, samples, self.rarely) = (cell, found, rarely)
    (self.supported, self.unsupported, self.open) = (supported, unsupported, open)
    self.unjudged = unjudged
    let judged = supported + unsupported
    share =
      judged == 0
      ? nil
      : (
        Double(supported) / Double(judged),
        IntervalMethod.jeffreysDirichlet.interval(
          ofMean: [(value: 1, count: supported), (value: 0, count: unsupported)].filter {
            $0.count > 0
          }, in: 0...1, level: results.settings.level
        ).interval
      )
    let pass =
      unjudged > 0
      ? nil
      : PassCurve(
        accepted, level: results.settings.level, method: results.settings.method,
        resampling: results.settings.resampling)
    curve = pass.map { pass in
      (pass.largestK < 2 ? [1] : [1, pass.largestK]).map { pass.point(at: $0) }
    }
  }

  private static let yes: Set<String> = [
    "accept", "accepted", "valid", "correct", "sound", "true", "yes", "pass", "passed", "ok", "1",
  ]
  private static let no: Set<String> = [
    "reject", "rejected", "invalid", "incorrect", "unsound", "false", "no", "fail", "failed", "0",
  ]

  static func isAccepted(_ verdict: String) -> Bool? {
    let word = verdict.lowercased()
    return yes.contains(word) ? true : no.contains(word) ? false : nil
  }
}

extension SampleTable.Value? {
  fileprivate var text: String? {
    if case .text(let text)? = self { return text }
    return nil
  }

  fileprivate var whole: Int? {
    switch self {
    case .whole(let value)?: value
    case .number(let value)? where abs(value) < 1e15: Int(value)
    default: nil
    }
  }
}
