import Charts
import EvalLogs
import Stats

/// pass@k against what k attempts cost instead of k: two runs are not alike at one k where an attempt
/// of one costs ten times the other's.
struct CostAnalysis: Analysis {
  static let id = "cost"
  static let title = "pass@k against the tokens or the money spent"
  static let needs = "the tokens or the cost of most samples"
  static let files = ["cost"]
  static let columns: Set<SampleColumn> = [.cost, .tokens]

  private let results: Results
  /// By benchmark.
  private let benchmarks: [CostRuns?]
  /// Of each pair, over the whole report; by benchmark, then as its pairs.
  private let adjusted: [[Double?]]

  init(_ results: Results) {
    self.results = results
    benchmarks = results.study.benchmarks.indices.map { CostRuns(results, benchmark: $0) }
    let values = benchmarks.map { $0?.pairs.map { $0.difference?.pValue } ?? [] }
    var left = holm(values.joined().compactMap { $0 })[...]
    adjusted = values.map { $0.map { $0 == nil ? nil : left.removeFirst() } }
  }

  var absence: String? {
    if benchmarks.contains(where: { $0 != nil }) { return nil }
    let columns = results.study.samples.columns
    return columns.contains(.tokens) || columns.contains(.cost)
      ? "the logs carry the tokens or the cost of too few samples"
      : "the logs carry neither tokens nor costs; plain rows name them in columns tokens or cost"
  }

  // MARK: The file

  var tables: [DataTable] {
    let rows = zip(benchmarks, adjusted).flatMap { runs, adjusted in
      runs.map { lines($0, adjusted) } ?? []
    }
    guard !rows.isEmpty else { return [] }
    return [
      DataTable(
        "cost",
        columns:
          "benchmark,run,baseline,at,unit,mean_cost#,spending#,k#,baseline_k#,estimate#,lower#,upper#,p_value#,p_adjusted#,level#,method,target,problems#,samples#,known#,note",
        rows: rows)
    ]
  }

  private func lines(_ all: CostRuns, _ adjusted: [Double?]) -> [[String]] {
    let study = results.study
    let settings = results.settings
    let place = study.benchmarks[all.benchmark].id
    func line(_ run: CostRuns.Run, _ at: String, _ spending: Double, _ point: CurvePoint)
      -> [String]
    {
      [
        place, study.runs[run.curve.cell.run].id, "", at, all.unit.rawValue,
        NumberText.shortest(run.mean), NumberText.shortest(spending), String(point.k), "",
        NumberText.optional(point.estimate),
      ] + NumberText.limits(point.interval) + [
        "", "", NumberText.shortest(settings.level), settings.method.rawValue,
        Target.population.rawValue, String(run.curve.curve.problems), String(run.samples),
        String(run.known), point.absence?.reason ?? point.intervalAbsence?.reason ?? "",
      ]
    }
    var lines: [[String]] = []
    for run in all.runs {
      lines += run.curve.points.filter { $0.k <= run.curve.curve.largestK }.map { point in
        line(run, "curve", run.mean * Double(point.k), run.point(at: point.k))
      }
      lines += all.spendings.map { spending in
        line(run, "equal", spending, run.point(at: run.attempts(for: spending)))
      }
    }
    for (pair, adjusted) in zip(all.pairs, adjusted) {
      let found = pair.difference
      lines.append(
        [
          place, study.runs[pair.pair.candidate].id, study.runs[pair.pair.baseline].id, "equal",
          all.unit.rawValue, "", NumberText.shortest(pair.spending), String(pair.candidate.k),
          String(pair.baseline.k), NumberText.optional(found?.difference),
        ] + NumberText.limits(found?.interval) + [
          found?.pValue.map(NumberText.upper) ?? "", adjusted.map(NumberText.upper) ?? "",
          NumberText.shortest(settings.level), DifferenceMethod(settings.method).rawValue,
          Target.population.rawValue, String(found?.problems ?? 0), "", "",
          found == nil ? Absence.noCommonProblems.reason : found?.absence?.reason ?? "",
        ])
    }
    return lines
  }

  // MARK: The pages

  var overview: [Section] { [] }

  func sections(benchmark b: Int) -> [Section] {
    guard let all = benchmarks[b] else { return [] }
    let page = CostPage(results, all, adjusted[b])
    let slug = results.study.benchmarks[b].slug
    let figures = Figure.both("\(slug)-cost", page.figure)
    let tables = page.tables(slug)
    return [
      Section(
        "cost", .figure, heading: page.heading, short: "Cost", figures: figures,
        tables: tables,
        notes: { html in
          page.explain(into: &html)
          html.links([
            ("Values", "#cost-values"), ("CSV", "../data/cost.csv"),
            ("SVG", "../figures/\(slug)-cost.svg"),
          ])
        },
        after: { $0.details("cost-values", "pass@k at equal spending", tables) })
    ]
  }
}
