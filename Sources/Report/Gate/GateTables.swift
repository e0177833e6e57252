import Charts
import Stats

extension GateReport {
  /// Every check, as files hold it.
  var dataTable: DataTable {
    DataTable(
      "gate",
      columns:
        "rule,run,benchmark,k#,against,verdict,fails,baseline#,tonight#,difference#,lower#,upper#,level#,method,p_value#,p_adjusted#,margin#,minimum_effect#,wins#,ties#,losses#,problems#,samples#,expected#,baseline_samples#,needed#,needed_of,detectable#,assumption,detail",
      rows: checks.map { check in
        let isFloor = check.difference == nil
        var row = [
          rules[check.rule].title, check.runID, check.benchmarkID, check.k.map(String.init) ?? "",
          check.against, check.verdict.rawValue,
          settings.failing.contains(check.verdict) ? "yes" : "no",
        ]
        row += [check.baselineValue, check.value, check.difference].map(NumberText.optional)
        row += NumberText.limits(check.interval)
        row += [
          check.interval.map { NumberText.shortest($0.level) } ?? "", check.method,
          check.pValue.map(NumberText.upper) ?? "", check.adjusted.map(NumberText.upper) ?? "",
        ]
        let compared = check.k != nil && !check.method.isEmpty
        row +=
          compared && !isFloor
          ? [
            NumberText.shortest(check.margin), NumberText.shortest(check.minimumEffect),
            String(check.wins), String(check.ties), String(check.losses),
          ] : ["", "", "", "", ""]
        row += [
          String(check.problems), String(check.samples), String(check.expected),
          compared && !isFloor ? String(check.baselineSamples) : "",
          check.needed.map { String($0.count) } ?? "", check.needed?.unit ?? "",
          NumberText.optional(check.detectable),
          check.assumption ?? "", check.detail.plainSpaces,
        ]
        return row
      })
  }

  /// The checks as a page shows them: at most so many, the gravest first.
  func table(most: Int) -> Table {
    Table(
      "gate-table", label: "Gate",
      caption:
        "pass@k in percent on the common problems, and the difference in points, tonight minus the stored set, with its interval: \(levels). Bold: the check fails the gate.",
      look: .wide,
      columns: [
        .init("Run"), .init("Benchmark", isText: true), .init("k"), .init("stored"),
        .init("tonight"), .init("difference"), .init("p, adjusted"), .init("Verdict", isText: true),
        .init("Why", isText: true),
      ],
      rows: checks.prefix(most).map { check in
        let fails = settings.failing.contains(check.verdict)
        return [
          .name(check.run, sub: fails ? ["fails"] : []), .words(check.benchmark),
          check.k.map { .count($0) } ?? .none("–"),
          .percent(check.baselineValue, like: check.interval),
          check.difference == nil
            ? check.value.map { .share($0, check.interval) } ?? .none("–")
            : .percent(check.value, like: check.interval),
          check.difference.map { .difference($0, check.interval, strong: fails) } ?? .none("–"),
          .pValue(check.adjusted), .words(check.verdict.rawValue), .words(check.why),
        ]
      })
  }

  private var levels: String {
    let levels = Set(checks.compactMap { $0.interval?.level }).sorted()
    guard let first = levels.first, let last = levels.last else { return "none was needed" }
    return first == last
      ? Phrase.level(first)
      : "\(Phrase.level(first)) to \(Phrase.level(last)), so that all hold together"
  }
}
