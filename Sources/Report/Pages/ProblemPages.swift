import Charts
import Stats

/// The problems of a benchmark, a thousand a page: `problems/<slug>.html`, then
/// `problems/<slug>_2.html` and on.
enum ProblemPages: PageKind {
  static func pages(_ edition: Edition) -> [Page] {
    guard let analysis = edition.analyses.lazy.compactMap({ $0 as? ProblemsAnalysis }).first
    else { return [] }
    let audits = edition.analyses.lazy.compactMap { $0 as? AuditAnalysis }.first
    return analysis.lists.flatMap { list -> [Page] in
      let slug = edition.results.study.benchmarks[list.benchmark].slug
      let site = ProblemSite(
        edition: edition, list: list,
        kept: min(list.pages.count, edition.omissions.problemPages ?? .max),
        audit: (
          href: "../benchmarks/\(slug).html#audit-samples",
          ids: audits?.listed(benchmark: list.benchmark) ?? []
        ))
      return (0..<site.kept).map { site.page($0) }
    }
  }
}
