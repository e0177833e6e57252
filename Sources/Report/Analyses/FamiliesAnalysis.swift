import Charts
import Stats

/// pass@k in a grid: a row a model family and size, a panel a benchmark.
///
/// Source: Yue et al. 2025, arXiv:2504.13837, figures 2 to 4.
struct FamiliesAnalysis: Analysis {
  static let id = "families"
  static let title = "pass@k by model family and benchmark"
  static let needs =
    "two families or more with two runs each, by `family` and `size` in passcurve.yaml"
  static let files: [String] = []

  /// Runs of one family and size.
  private struct Group: Sendable {
    let name: String
    let runs: [Int]
    /// Benchmarks that two of them have at least.
    let benchmarks: [Int]
  }

  /// Panels of the first page; the pages of benchmarks have every run.
  private static let panels = 12

  private let results: Results
  private let groups: [Group]

  init(_ results: Results) {
    self.results = results
    let study = results.study
    var names: [String] = []
    var members: [String: [Int]] = [:]
    for (index, run) in study.runs.enumerated() {
      guard let family = run.family else { continue }
      let size = run.size.flatMap { family.contains($0) ? nil : $0 }
      let name = [family, size].compactMap(\.self).joined(separator: " ")
      if members[name] == nil { names.append(name) }
      members[name, default: []].append(index)
    }
    let groups = names.compactMap { name -> Group? in
      let runs = members[name] ?? []
      let benchmarks = study.benchmarks.indices.filter { b in
        runs.count { results.curves[b][$0] != nil } > 1
          && CurveDrawing(results, benchmark: b, runs: runs).hasValues
      }
      // The base in the first colour, as everywhere.
      let ordered =
        runs.filter { study.runs[$0].role == .base }
        + runs.filter { study.runs[$0].role != .base }
      return benchmarks.isEmpty ? nil : Group(name: name, runs: ordered, benchmarks: benchmarks)
    }
    self.groups = groups.count > 1 ? groups : []
  }

  var absence: String? {
    groups.isEmpty ? "no two model families with two runs each are named" : nil
  }

  var tables: [DataTable] { [] }

  // MARK: The first page

  var overview: [Section] {
    guard !groups.isEmpty else { return [] }
    let study = results.study
    let all = groups.flatMap { group in group.benchmarks.map { (group: group, benchmark: $0) } }
    let shown = Array(all.prefix(Self.panels))
    let figures = shown.enumerated().map { place, cell in
      let drawing = CurveDrawing(results, benchmark: cell.benchmark, runs: cell.group.runs)
      return Figure.curves(
        id: "family-\(place + 1)", title: "\(drawing.title), \(cell.group.name)",
        description: drawing.description, size: .panel, xTitle: "k",
        curves: drawing.curves(values: false), y: .probability,
        crossings: drawing.crossings(words: false))
    }
    return [
      Section(
        "families", .panels, heading: heading, short: "Families", figures: figures,
        body: { html in
          for (cell, figure) in zip(shown, figures) {
            html.element("div", [("class", "panel")]) { html in
              html.element("h3") { html in
                html.element(
                  "a",
                  [("href", "benchmarks/\(study.benchmarks[cell.benchmark].slug).html")],
                  text: study.benchmarks[cell.benchmark].label)
                html.text(" ")
                html.element("span", text: cell.group.name)
              }
              figure.write(into: &html)
            }
          }
        },
        notes: { html in
          html.element("div") { html in
            html.paragraph(
              lead: "pass@k against k",
              ", a panel a benchmark and model family; colours count within a family, the base first; of many runs the base and the one trained longest by RL are in colour. "
                + results.words.bands)
          }
          html.element("div") { html in
            if shown.count < all.count {
              html.paragraph("Drawn are \(shown.count) of \(Phrase.count(all.count, "panel")).")
            }
            html.links([("Values", "data/curves.csv")])
          }
        })
    ]
  }

  func sections(benchmark: Int) -> [Section] { [] }

  /// What the corrected claims within families say at either end.
  private var heading: String {
    let within = results.comparisons.joined().filter { comparison in
      groups.contains {
        $0.runs.contains(comparison.pair.baseline) && $0.runs.contains(comparison.pair.candidate)
      }
    }
    let assessed = within.filter { ($0.claims.first?.verdict ?? .notAssessable) != .notAssessable }
    guard !assessed.isEmpty else {
      return "pass@k in \(Findings.word(groups.count)) model families"
    }
    let ahead = assessed.count { $0.claims[0].verdict == .ahead }
    let behind = assessed.count { $0.claims[$0.claims.count - 1].verdict == .behind }
    return
      "Of \(Findings.word(assessed.count)) comparisons within families, the candidate is ahead in \(Findings.word(ahead)) at the smallest k and behind in \(Findings.word(behind)) at the largest"
  }
}
