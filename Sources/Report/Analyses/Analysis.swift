import EvalLogs

/// One thing a report can say. An instance is its numbers, computed once; its files, figures,
/// tables and the sentence that heads them are laid out from those.
///
/// To add one: a file under Analyses/ and a line in `Analyses.all`. The pages, the data files,
/// report.json, `passcurve analyses` and the conformance tests are derived from that list.
package protocol Analysis: Sendable {
  /// A stable name: "differences".
  static var id: String { get }
  /// What it shows, in a few words.
  static var title: String { get }
  /// What it needs of the logs.
  static var needs: String { get }
  /// The stems of its files under data/.
  static var files: [String] { get }
  /// What it needs of each sample; none where counts are enough.
  static var columns: Set<SampleColumn> { get }

  /// Computes its numbers.
  init(_ results: Results)
  /// Why it has nothing to show; `nil` where it has.
  var absence: String? { get }
  /// Its numbers as files, one for each of `files`; those with nothing in them may be left out.
  var tables: [DataTable] { get }
  /// Those that a site keeps under data/.
  var siteTables: [DataTable] { get }
  /// What the first page shows of it.
  var overview: [Section] { get }
  /// What the page of one benchmark shows of it.
  func sections(benchmark: Int) -> [Section]
}

extension Analysis {
  package static var columns: Set<SampleColumn> { [] }
  package var siteTables: [DataTable] { tables }
}

/// The analyses there are, in the order a reader meets them.
package enum Analyses {
  package static let all: [any Analysis.Type] = [
    CurvesAnalysis.self,
    FamiliesAnalysis.self,
    DifferencesAnalysis.self,
    OfferedTestsAnalysis.self,
    EfficiencyAnalysis.self,
    TiersAnalysis.self,
    TrainingAnalysis.self,
    SweepsAnalysis.self,
    DomainsAnalysis.self,
    HistogramAnalysis.self,
    SolvableSetsAnalysis.self,
    AuditAnalysis.self,
    ReliabilityAnalysis.self,
    VotingAnalysis.self,
    DiversityAnalysis.self,
    CostAnalysis.self,
    PerplexityAnalysis.self,
    HorizonAnalysis.self,
    ExtrapolationAnalysis.self,
    ChanceAnalysis.self,
    MultiStepAnalysis.self,
    PublishedAnalysis.self,
    QualityAnalysis.self,
    HeadlinesAnalysis.self,
    ProblemsAnalysis.self,
  ]

  /// Those that a config asks for, in its order; all where it says nothing.
  package static func chosen(_ config: Config) -> [any Analysis.Type] {
    config.analyses.map { ids in ids.compactMap { id in all.first { $0.id == id } } } ?? all
  }

  /// What those that a config asks for need of each sample.
  package static func columns(_ config: Config) -> Set<SampleColumn> {
    chosen(config).reduce(into: []) { $0.formUnion($1.columns) }
  }

  /// Computes the numbers of each, over the settings' threads; the result does not depend on them.
  static func made(
    _ kinds: [any Analysis.Type], of results: Results, progress: ProgressHandler? = nil
  ) -> [any Analysis] {
    let counter = StepCounter(.computing, "analyses", of: kinds.count, progress)
    return parallelMap(kinds.count, threads: results.settings.threads) { index in
      defer { counter?.advance() }
      return kinds[index].init(results)
    }
  }
}
