import Charts
import Stats

/// Series of runs on one benchmark as figures, their words and their table.
struct SeriesDrawing: Sendable {
  /// The words for a kind of series.
  struct Words: Sendable {
    /// "training", "trainings".
    let noun: (one: String, many: String)
    /// Of the setting: "training step".
    let setting: String
    let explanation: String

    static let training = Words(
      noun: ("training", "trainings"), setting: "training step",
      explanation:
        "Steps of one training are one run of it: how another training would go, no interval here says."
    )
    static let temperatures = Words(
      noun: ("sweep", "sweeps"), setting: "sampling temperature",
      explanation: "Each temperature has samples of its own on the same problems.")
    static let ablations = Words(
      noun: ("ablation", "ablations"), setting: "variant",
      explanation:
        "Each variant is one training: how another with the same settings would go, no interval here says."
    )
  }

  private let results: Results
  private let all: [SeriesCurves]
  private let words: Words

  /// Series of one figure; the table and the file have all.
  private static let panels = 4
  /// Rows of the table; the file has all.
  private static let rows = 60
  /// Members of one panel that are named, and up to which ribbons can be told apart.
  private static let named = (members: 6, ribbons: 3)

  init(_ results: Results, _ all: [SeriesCurves], _ words: Words) {
    (self.results, self.all, self.words) = (results, all, words)
  }

  private var shown: ArraySlice<SeriesCurves> { all.prefix(Self.panels) }
  private var benchmark: Study.Benchmark { results.study.benchmarks[all[0].benchmark] }

  // MARK: Headings

  /// What the first and the last member say of one series; of several, in how many.
  var changes: String {
    if all.count == 1 {
      let series = all[0]
      let ends = (series.members[0].name, series.members[series.members.count - 1].name)
      return
        "\(series.name) from \(ends.0) to \(ends.1): \(Phrase.list(series.ks.map(series.change)))"
    }
    let first = Set(all.map { $0.ks[0] }).count == 1 ? "pass@\(all[0].ks[0])" : "the smallest k"
    let last =
      Set(all.map(\.last)).count == 1 ? "pass@\(Phrase.count(all[0].last))" : "the largest k"
    let up = all.count { $0.sign(at: $0.ks[0]) > 0 }
    let down = all.count { $0.sign(at: $0.last) < 0 }
    return
      "Of \(Findings.word(all.count)) \(words.noun.many), each taken alone, \(first) is decidedly higher at the end in \(Findings.word(up)), \(last) lower in \(Findings.word(down))"
  }

  /// Which member is highest at either end, of the first series; how many are decided, of several.
  var best: String {
    if all.count == 1 {
      let series = all[0]
      let told = series.ks.compactMap { k in
        series.best[k].flatMap { best in
          best.isDecided ? "\(series.members[best.member].name) is highest at \(Phrase.k(k))" : nil
        }
      }
      let open = series.ks.filter { series.best[$0]?.isDecided != true }.map(Phrase.k)
      let cannot =
        open.isEmpty
        ? [] : ["\(told.isEmpty ? "" : "at \(open[0]) ")the data cannot tell which is highest"]
      let place = told.isEmpty ? " at " + open.joined(separator: " or at ") : ""
      return "\(series.name): \((told + cannot).joined(separator: "; "))\(place)"
    }
    let decided = all.reduce(0) { sum, series in
      sum + series.ks.count { series.best[$0]?.isDecided == true }
    }
    let asked = all.reduce(0) { $0 + $1.ks.count }
    return
      "Which of its variants is highest, the data tell in \(Findings.word(decided)) of \(Findings.word(asked)) ends of \(Findings.word(all.count)) \(words.noun.many)"
  }

  // MARK: Figures

  /// pass@k by the setting, a panel a series.
  func byValue(_ stem: String, _ isWide: Bool) -> Figure {
    let xs = shown.flatMap { $0.members.map(\.value) }
    return Figure(
      id: stem + (isWide ? "" : "-narrow"),
      title: "pass@k by \(words.setting) on \(benchmark.label)",
      description: changes + ".", size: size(isWide),
      x: XAxis(.linear, values: xs, title: words.setting),
      panels: shown.map { series in
        let styles = SeriesStyle.shades(series.ks.count)
        let lines = zip(series.ks, styles).map { k, style in
          CurveSeries(
            "pass@\(Phrase.count(k))", style: style,
            values: series.members.map { member in
              let point = member.curve.point(at: k)
              return CurveSeries.Value(
                x: member.value, value: point?.estimate, limits: point?.limits,
                text: Cell.share(point).text)
            })
        }
        return .curves(lines, title: title(series), y: .probability)
      })
  }

  /// The curves of all members, the later the darker, a panel a series.
  func byK(_ stem: String, _ isWide: Bool) -> Figure {
    let xs = shown.flatMap { $0.members.flatMap { $0.curve.points.map { Double($0.k) } } }
    return Figure(
      id: stem + (isWide ? "" : "-narrow"),
      title: "pass@k by k and \(words.setting) on \(benchmark.label)",
      description: changes + ".", size: size(isWide),
      x: XAxis(
        .log2, values: xs, title: isWide ? "k, samples a problem (log scale)" : "k (log scale)"),
      panels: shown.map { series in
        .curves(curves(series), title: title(series), y: .probability)
      })
  }

  private func curves(_ series: SeriesCurves) -> [CurveSeries] {
    let members = series.members
    return zip(members.indices, SeriesStyle.shades(members.count)).map { index, style in
      let member = members[index]
      // The first, the last, and as many between them as can be told apart.
      let each = max(1, (members.count - 1 + Self.named.members - 2) / (Self.named.members - 1))
      let isNamed = index == members.count - 1 || index.isMultiple(of: each)
      return CurveSeries(
        isNamed ? member.name : nil, style: style,
        values: member.curve.points.filter { $0.estimate != nil }.map { point in
          CurveSeries.Value(
            x: Double(point.k), value: point.estimate,
            limits: members.count > Self.named.ribbons
              ? nil : member.curve.shown.band?.limits(at: point.k) ?? point.limits,
            text: Cell.share(point).text)
        })
    }
  }

  private func title(_ series: SeriesCurves) -> String? { all.count == 1 ? nil : series.name }

  private func size(_ isWide: Bool) -> FigureSize {
    let further = Double(shown.count - 1)
    return FigureSize(
      width: isWide ? 736 : 352, height: (isWide ? 320 : 260) + (isWide ? 240 : 200) * further,
      className: isWide ? "w" : "n")
  }

  // MARK: Words

  /// - Parameter byValue: Whether the figure by the setting is drawn too.
  func explain(byValue: Bool, into html: inout MarkupWriter) {
    let intervals = results.words
    if byValue {
      html.paragraph(
        lead: "By \(words.setting)",
        ": pass@k with \(intervals.pointwise), light for the smallest k and dark for the largest that all have. Lines join what was measured and claim nothing between."
      )
    }
    let ribbons = all.contains { $0.members.count <= Self.named.ribbons }
    html.paragraph(
      lead: "By k",
      ": a curve each, the later the darker."
        + (ribbons ? " " + intervals.bands : " Intervals for \(intervals.target) are in the table.")
    )
    html.paragraph(
      "Change: the paired difference from the first (\(intervals.differenceMethod)), each interval taken alone. \(words.explanation)"
    )
    if shown.count < all.count {
      html.paragraph(
        "Drawn are \(shown.count) of \(Phrase.count(all.count, words.noun.one, words.noun.many)).")
    }
  }

  /// - Parameter file: Under data/, with all that the table leaves out.
  func table(_ id: String, file: String) -> Table {
    let rows = all.flatMap { series in series.members.map { (series, $0) } }
    let shown = rows.prefix(Self.rows)
    let atK = "k\(Phrase.space)=\(Phrase.space)K"
    return Table(
      id, label: "By \(words.setting)",
      caption:
        "pass@k in percent and changes from the first in points, with \(results.words.pointwise). K: the largest k that all of the \(words.noun.one) have."
        + Phrase.first(shown.count, of: rows.count, file: file),
      columns: [
        .init(words.setting.prefix(1).uppercased() + words.setting.dropFirst()), .init("K"),
        .init("pass@k", group: "smallest k"), .init("change", group: "smallest k"),
        .init("pass@k", group: atK), .init("change", group: atK),
      ],
      rows: shown.map { series, member in
        [.name(member.name, sub: [series.name]), .count(series.last)] + cells(series, member)
      })
  }

  private func cells(_ series: SeriesCurves, _ member: SeriesCurves.Member) -> [Cell] {
    [series.ks[0], series.last].flatMap { k in
      [
        Cell.share(member.curve.point(at: k)),
        .difference(member.change?.point(at: k), strong: false),
      ]
    }
  }
}
