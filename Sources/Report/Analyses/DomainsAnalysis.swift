import Charts
import Stats

/// Differences over the benchmarks like the training, and over those unlike it: the mean over
/// benchmarks of the mean over problems.
struct DomainsAnalysis: Analysis {
  static let id = "domains"
  static let title = "differences in domain and out of domain"
  static let needs =
    "a pair of runs on benchmarks of both kinds, by `domain: in` and `domain: out` in passcurve.yaml"
  static let files = ["domains"]

  /// One pair, domain and `k`.
  private struct Row: Sendable {
    let pair: Study.Pair
    let domain: Config.Domain
    let k: Int
    let benchmarks: Int
    let problems: Int
    let difference: Double
    let interval: Interval?
  }

  private let results: Results
  private let rows: [Row]

  init(_ results: Results) {
    self.results = results
    rows = results.study.pairs.flatMap { Self.rows(results, $0) }
  }

  private static func rows(_ results: Results, _ pair: Study.Pair) -> [Row] {
    let study = results.study
    let groups = Config.Domain.allCases.map { domain in
      (
        domain: domain,
        // Each benchmark's problems in common, where none lacks a value for want of samples.
        common: study.benchmarks.indices.filter { study.benchmarks[$0].domain == domain }
          .compactMap { b -> [Study.CommonProblem]? in
            guard let one = study.cells[b][pair.baseline], let two = study.cells[b][pair.candidate]
            else { return nil }
            let common = one.common(with: two)
            return common.isEmpty ? nil : common
          }
      )
    }
    guard groups.allSatisfy({ !$0.common.isEmpty }) else { return [] }
    let last =
      groups.flatMap(\.common).joined().map {
        min($0.baseline.samples, $0.candidate.samples)
      }.min() ?? 0
    guard last >= 1 else { return [] }
    return groups.flatMap { group in
      (last == 1 ? [1] : [1, last]).compactMap { k -> Row? in
        let strata = group.common.map { problems in
          (
            values: problems.compactMap { problem -> (value: Double, count: Int)? in
              guard let one = problem.baseline.passAt(k), let two = problem.candidate.passAt(k)
              else { return nil }
              return (two - one, 1)
            }, weight: 1.0
          )
        }
        guard let mean = StratifiedMean(strata, in: -1...1) else { return nil }
        return Row(
          pair: pair, domain: group.domain, k: k, benchmarks: strata.count,
          problems: strata.reduce(0) { $0 + $1.values.count }, difference: mean.mean,
          interval: mean.interval(level: results.settings.level).interval)
      }
    }
  }

  var absence: String? {
    guard rows.isEmpty else { return nil }
    let kinds = Set(results.study.benchmarks.compactMap(\.domain))
    return kinds.count < 2
      ? "no benchmarks are named in domain and out of domain"
      : "no pair of runs has problems in common both in domain and out of it"
  }

  var tables: [DataTable] {
    guard !rows.isEmpty else { return [] }
    return [
      DataTable(
        "domains",
        columns:
          "baseline,candidate,domain,k#,difference#,lower#,upper#,level#,method,target,benchmarks#,problems#",
        rows: rows.map { row in
          [
            results.study.runs[row.pair.baseline].id, results.study.runs[row.pair.candidate].id,
            row.domain.rawValue, String(row.k), NumberText.shortest(row.difference),
            NumberText.lowerLimit(row.interval),
            NumberText.upperLimit(row.interval),
            NumberText.shortest(results.settings.level), "stratified dirichlet",
            Target.population.rawValue, String(row.benchmarks), String(row.problems),
          ]
        })
    ]
  }

  // MARK: The pages

  /// Pairs shown; the file has all.
  private static let pairs = 12

  var overview: [Section] {
    guard !rows.isEmpty else { return [] }
    let pairs = results.study.pairs.filter { pair in rows.contains { $0.pair == pair } }
    return [
      Section(
        "domains", .table, heading: heading(pairs), short: "Domains",
        tables: [table(pairs)],
        notes: { html in
          html.paragraph(
            "The interval is that of the mean over these benchmarks, their problems drawn anew; how other benchmarks of the domain would turn out it does not say. Largest k: what both runs have on every problem of both domains."
          )
          html.links([("CSV", "data/domains.csv")])
        })
    ]
  }

  private func table(_ pairs: [Study.Pair]) -> Table {
    let ends = ["k\(Phrase.space)=\(Phrase.space)1", "largest k"].prefix(Set(rows.map(\.k)).count)
    return Table(
      "domains-table", label: "In and out of domain",
      caption:
        "Differences in points, candidate minus baseline, each benchmark with equal weight, with \(Phrase.level(results.settings.level)) intervals for problems like these on these benchmarks, each taken alone."
        + Phrase.first(
          min(pairs.count, Self.pairs), of: pairs.count, "pairs", file: "domains"),
      columns: [.init("Candidate, baseline")]
        + Config.Domain.allCases.flatMap { domain in
          ends.map { Table.Column($0, group: domain.inWords) }
        },
      rows: pairs.prefix(Self.pairs).map { pair in
        [.pair(pair, results.study)]
          + Config.Domain.allCases.flatMap { domain in
            let own = rows.filter { $0.pair == pair && $0.domain == domain }
            return ends.indices.map { place -> Cell in
              place < own.count
                ? .difference(own[place].difference, own[place].interval) : .none("–")
            }
          }
      })
  }

  func sections(benchmark: Int) -> [Section] { [] }

  /// At k = 1, in each domain: of one pair whether it is ahead, of several how many are.
  private func heading(_ pairs: [Study.Pair]) -> String {
    let parts = Config.Domain.allCases.map { domain -> String in
      let own = rows.filter { $0.domain == domain && $0.k == 1 }
      let ahead = own.count { ($0.interval?.lower ?? 0) > 0 }
      let behind = own.count { ($0.interval?.upper ?? 0) < 0 }
      guard pairs.count == 1, let row = own.first else {
        return
          "\(domain.inWords) \(Findings.word(ahead)) of \(Findings.word(own.count)) candidates are ahead and \(Findings.word(behind)) behind"
      }
      let name = results.study.runs[row.pair.candidate].label
      let amount = [
        Phrase.signed(row.difference, row.interval), row.interval.map(Phrase.limits),
      ].compactMap(\.self).joined(separator: " ")
      let verdict =
        ahead == 1
        ? "\(name) is ahead" : behind == 1 ? "\(name) is behind" : "no difference is told"
      return "\(domain.inWords) \(verdict) (\(amount) points)"
    }
    return "At \(Phrase.k(1)), \(Phrase.list(parts))"
      + (pairs.count > 1 ? ", each taken alone" : "")
  }
}
