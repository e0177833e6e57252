import Charts
import EvalLogs
import Stats

/// Whether rare successes are reasoned: among problems that a run solves in few of its samples, how
/// many have a correct sample whose reasoning a second verdict accepts; and pass@k that counts only
/// those samples.
///
/// Source: Yue et al. 2025, arXiv:2504.13837, sections 3.1, 3.3 and D.2; Wen et al. 2025,
/// arXiv:2506.14245, for CoT-Pass@k.
struct AuditAnalysis: Analysis {
  static let id = "audit"
  static let title = "whether rare successes are reasoned, by a second verdict on each sample"
  static let needs =
    "samples with a `verdict` on their reasoning, by people or a judge: valid or invalid, yes or no"
  static let files = ["audit", "validity"]
  static let columns: Set<SampleColumn> = [.verdict, .file, .offset]

  private let results: Results
  /// By benchmark.
  private let audits: [[RunAudit]]
  /// What the models wrote, by log and byte; empty unless it is asked for.
  private let texts: [Place: String]

  private struct Place: Hashable {
    let file: String
    let offset: Int
    let index: String
  }

  init(_ results: Results) {
    self.results = results
    let audits = results.study.cells.map { cells in
      cells.compactMap { cell in cell.flatMap { RunAudit($0, results) } }
    }
    self.audits = audits
    texts = results.study.records.map { Self.texts(audits, $0) } ?? [:]
  }

  /// Of the samples that are listed on pages.
  private static func texts(_ audits: [[RunAudit]], _ records: RecordLines) -> [Place: String] {
    var wanted: [String: [Int: Set<String>]] = [:]
    for own in audits {
      for sample in own.flatMap(\.samples).prefix(listed) {
        guard let file = sample.file, let offset = sample.offset else { continue }
        wanted[file, default: [:]][offset, default: []].insert(sample.index ?? "")
      }
    }
    var texts: [Place: String] = [:]
    for (file, offsets) in wanted {
      for (offset, bytes) in records.lines(of: file, at: offsets.keys) {
        for index in offsets[offset] ?? [] {
          texts[Place(file: file, offset: offset, index: index)] = RecordText.find(
            in: bytes, index: Int(index))
        }
      }
    }
    return texts
  }

  var absence: String? {
    audits.allSatisfy(\.isEmpty) ? "no sample has a second verdict on its reasoning" : nil
  }

  var tables: [DataTable] {
    let all = audits.joined()
    guard !all.isEmpty else { return [] }
    return [
      DataTable(
        "audit",
        columns: "run,benchmark,problem,n#,c#,sample,verdict,accepted,file,offset#",
        rows: all.flatMap { audit in
          audit.samples.map { sample in
            [
              results.study.runs[audit.cell.run].id,
              results.study.benchmarks[audit.cell.benchmark].id, sample.problem,
              String(sample.tally.samples), String(sample.tally.correct), sample.index ?? "",
              sample.verdict ?? "", sample.isAccepted.map { $0 ? "yes" : "no" } ?? "",
              sample.file ?? "", sample.offset.map { String($0) } ?? "",
            ]
          }
        }),
      DataTable(
        "validity",
        columns:
          "run,benchmark,metric,k#,estimate#,lower#,upper#,level#,method,target,problems#,open#,note",
        rows: all.flatMap(lines)),
    ]
  }

  private func lines(_ audit: RunAudit) -> [[String]] {
    let names = [
      results.study.runs[audit.cell.run].id, results.study.benchmarks[audit.cell.benchmark].id,
    ]
    let level = NumberText.shortest(results.settings.level)
    let share = audit.share
    var rows = [
      names + [
        "reasoned share of rarely solved", "", NumberText.optional(share?.mean),
        NumberText.lowerLimit(share?.interval),
        NumberText.upperLimit(share?.interval), level,
        IntervalMethod.jeffreysDirichlet.rawValue, Target.population.rawValue,
        String(audit.supported + audit.unsupported), String(audit.open),
        share == nil ? "no rarely solved problem has a verdict on a correct sample" : "",
      ]
    ]
    rows +=
      audit.curve.map { points in
        points.map { point in
          names + [
            "cot-pass@k", String(point.k), NumberText.optional(point.estimate),
            NumberText.lowerLimit(point.interval),
            NumberText.upperLimit(point.interval), level,
            results.settings.method.rawValue, Target.population.rawValue,
            String(audit.cell.problems.count), "", point.absence?.reason ?? "",
          ]
        }
      } ?? [
        names + [
          "cot-pass@k", "", "", "", "", level, "", Target.population.rawValue,
          String(audit.cell.problems.count), "",
          "\(audit.unjudged) correct samples have no verdict",
        ]
      ]
    return rows
  }

  // MARK: The pages

  /// Rows of the list of samples on a page; the file has all.
  private static let listed = 40

  /// The problems whose samples the page of a benchmark lists.
  func listed(benchmark b: Int) -> Set<String> {
    Set(audits[b].flatMap(\.samples).prefix(Self.listed).map(\.problem))
  }

  var overview: [Section] { [] }

  func sections(benchmark b: Int) -> [Section] {
    let own = audits[b]
    guard !own.isEmpty else { return [] }
    let samples = own.flatMap { audit in audit.samples.map { (run: audit.cell.run, sample: $0) } }
    let slug = results.study.benchmarks[b].slug
    let list = samples.isEmpty ? nil : list(samples, "\(slug)-audit-samples")
    let table = table(own, "\(slug)-audit")
    return [
      Section(
        "audit", .table, heading: heading(own), short: "Reasoning",
        tables: [table] + (list.map { [$0] } ?? []), body: { $0.table(table) },
        notes: { html in
          html.paragraph(
            "Open: no correct sample of the problem has a verdict that is understood. The verdicts are taken as the logs have them; nothing here says how sure their judges are."
          )
          if own.contains(where: { $0.curve == nil }) {
            html.paragraph(
              "CoT-pass@k is there where every correct sample has a verdict.")
          }
          html.links([
            ("CSV by run", "../data/validity.csv"), ("CSV by sample", "../data/audit.csv"),
          ])
        },
        after: { html in
          guard let list else { return }
          html.details("audit-samples", "Correct samples of rarely solved problems", [list]) {
            html in
            for (run, sample) in samples.prefix(Self.listed) { text(run, sample, into: &html) }
          }
        })
    ]
  }

  private func table(_ own: [RunAudit], _ id: String) -> Table {
    Table(
      id, label: "Reasoning of rare successes",
      caption:
        "Rarely solved: solved, with fewer than \(Phrase.rate(RunAudit.rare)) of the samples correct. Reasoned: a correct sample’s reasoning is accepted; the share in percent is of those judged, with \(Phrase.level(results.settings.level)) intervals (jeffreys-dirichlet) for problems like these. CoT-pass@k counts correct samples whose reasoning is accepted.",
      columns: [
        "Run", "Rarely solved", "Reasoned", "Not reasoned", "Open", "Share", "CoT-pass@1",
        "CoT-pass@K",
      ].map { .init($0) },
      rows: own.map { audit in
        [.run(audit.cell.run, results.study)]
          + [audit.rarely, audit.supported, audit.unsupported, audit.open].map { .count($0) } + [
            audit.share.map { .share($0.mean, $0.interval) } ?? .none("–"),
            .share(audit.curve?.first), .share(audit.curve?.last),
          ]
      })
  }

  private func list(_ samples: [(run: Int, sample: RunAudit.Sample)], _ id: String) -> Table {
    let shown = samples.prefix(Self.listed)
    return Table(
      id, label: "Correct samples of rarely solved problems",
      caption:
        "To be read where they lie: the log, and the byte of the unpacked file at which the record begins. \(texts.isEmpty ? "Their texts are not on the page; --texts puts them there." : "What the models wrote stands beneath.")"
        + Phrase.first(shown.count, of: samples.count, "samples", file: "audit"),
      columns: [
        .init("Problem"), .init("Run", isText: true), .init("Correct"), .init("Of"),
        .init("Sample"), .init("Verdict", isText: true), .init("Log", isText: true),
        .init("Byte"),
      ],
      rows: shown.map { run, sample in
        [
          .name(sample.problem), .words(results.study.runs[run].label),
          .count(sample.tally.correct), .count(sample.tally.samples), .words(orNone: sample.index),
          .words(orNone: sample.verdict), .words(orNone: sample.file), .count(sample.offset),
        ]
      })
  }

  /// Characters of one text on a page.
  private static let shownText = 4000

  /// What a model wrote, in a fold of its own.
  private func text(_ run: Int, _ sample: RunAudit.Sample, into html: inout MarkupWriter) {
    guard let file = sample.file, let offset = sample.offset,
      let text = texts[Place(file: file, offset: offset, index: sample.index ?? "")]
    else { return }
    html.element("details") { html in
      html.element(
        "summary",
        text:
          "\(sample.problem), \(results.study.runs[run].label), sample \(sample.index ?? "–"): \(sample.verdict ?? "no verdict")"
      )
      html.element("pre", [("class", "bib"), ("tabindex", "0")]) { html in
        html.element("code", text: String(text.prefix(Self.shownText)))
      }
      if text.count > Self.shownText {
        html.paragraph(
          "\(Phrase.count(text.count - Self.shownText, "more character")) in the log.")
      }
    }
  }

  /// Counts alone: how many of the problems judged have a reasoned success.
  private func heading(_ own: [RunAudit]) -> String {
    let judged = own.reduce(0) { $0 + $1.supported + $1.unsupported }
    let supported = own.reduce(0) { $0 + $1.supported }
    if judged == 0 { return "No rarely solved problem has a verdict on a correct sample" }
    if own.count == 1 {
      return
        "\(Findings.word(supported)) of \(Findings.word(judged)) rarely solved problems of \(results.study.runs[own[0].cell.run].label) have a reasoned success"
        .replacing("one of one rarely solved problems", with: "the one rarely solved problem")
    }
    return
      "\(Phrase.count(supported)) of \(Phrase.count(judged)) rarely solved problems have a reasoned success, in \(Findings.word(own.count)) runs"
  }
}
