import Charts
import Foundation
import Testing

/// Curves that look like those of the field: a base that climbs and a candidate that starts high.
enum Demo {
  static let base: [Double] = [0.11, 0.16, 0.23, 0.3, 0.38, 0.47, 0.56, 0.65, 0.75]
  static let tuned: [Double] = [0.32, 0.39, 0.45, 0.48, 0.493, 0.497, 0.498, 0.5, 0.5]
  static let distilled: [Double] = [0.24, 0.33, 0.43, 0.53, 0.61, 0.7, 0.79, 0.86]

  static func series(
    _ label: String?, _ style: Int?, _ values: [Double], half: Double = 0.15, floor: Double = 0,
    endValue: String? = nil
  ) -> CurveSeries {
    CurveSeries(
      label, style: style.map { .hue($0) } ?? .muted,
      values: values.enumerated().map { index, value in
        CurveSeries.Value(
          x: Double(1 << index), value: value,
          limits: max(floor, value - half)...min(1, value + half * 0.9),
          text: words(value, half))
      }, endValue: endValue)
  }

  /// As a table has it: "11.0 [0, 26]".
  static func words(_ value: Double, _ half: Double) -> String {
    let tenths = (value * 1_000).rounded() / 10
    return "\(tenths) [\(((tenths - half * 100) * 10).rounded() / 10),\u{A0}\(tenths + half * 100)]"
  }

  static func pair(size: FigureSize = .panel, id: String = "pair") -> Figure {
    Figure.curves(
      id: id, title: "pass@k of base and RL on Contest-30", description: "They cross at 36.",
      size: size, xTitle: "k",
      curves: [series("base", 0, base), series("RL", 1, tuned)],
      crossings: [
        CurveCrossing(
          x: 36, stretch: .init(lower: 17, upper: 72), finding: "cross at k\u{A0}=\u{A0}36",
          detail: "undecided: 17 to 72")
      ])
  }

  static func stacked(_ size: FigureSize, id: String) -> Figure {
    Figure.curves(
      id: id, title: "pass@k on Contest-30, with differences", description: "They cross at 36.",
      size: size, xTitle: "k, samples per problem (log scale)",
      curves: [
        series("base", 0, base, endValue: "75 %"), series("RL", 1, tuned, endValue: "50 %"),
        series("distilled", 2, distilled, endValue: "86 %"),
      ],
      crossings: [
        CurveCrossing(
          x: 36, stretch: .init(lower: 17, upper: 72),
          finding: "base and RL cross at k\u{A0}=\u{A0}36",
          detail: "the data cannot tell from 17 to 72")
      ],
      differences: [
        series("RL", 1, zip(tuned, base).map { $0 - $1 }, half: 0.11, floor: -1, endValue: "−25"),
        series(
          "distilled", 2, zip(distilled, base).map { $0 - $1 }, half: 0.09, floor: -1,
          endValue: "+20"),
      ], differencesTitle: "Difference from base, points")
  }

  /// The largest that a report has: six runs at eleven k with all that can be said of them.
  static func large(_ size: FigureSize, id: String) -> Figure {
    let values = (0..<11).map { 0.05 + 0.09 * Double($0) }
    let names = (0..<6).map { "Qwen2.5-7B step-\($0)00" }
    return Figure.curves(
      id: id, title: "pass@k of 6 runs on AIME 2024",
      description: String(repeating: "step-100: 12.3 % at k = 1, 45.6 % at k = 1024. ", count: 20),
      size: size, xTitle: "k, samples a problem (log scale)",
      curves: names.enumerated().map { index, name in
        series(name, index, values.map { $0 * (1 - 0.05 * Double(index)) }, half: 0.08)
      },
      crossings: (1..<4).map {
        CurveCrossing(
          x: Double(1 << $0), stretch: .init(lower: 1, upper: 40), between: (0, $0),
          finding: "step-\($0)00 crosses at k = \(1 << $0)", detail: "95 %: 1 to 40")
      },
      differences: names.dropFirst().enumerated().map { index, name in
        series(
          name, index + 1, values.map { -0.05 * Double(index + 1) * $0 }, half: 0.04, floor: -1,
          endValue: "−5.1")
      }, differencesTitle: "Difference from step-000, points")
  }

  static func figure(
    _ id: String, _ curves: [CurveSeries], size: FigureSize = .panel,
    crossings: [CurveCrossing] = [], notes: [Note] = []
  ) -> Figure {
    Figure.curves(
      id: id, title: id, description: "\(id).", size: size,
      xTitle: size.width > 400 ? "k, samples per problem (log scale)" : "k", curves: curves,
      crossings: crossings, notes: notes)
  }

  static var ceiling: Figure {
    figure(
      "ceiling",
      [
        CurveSeries(
          "base", style: .hue(0),
          values: (0...6).map { .init(x: Double(1 << $0), value: 1, limits: 0.92...1) })
      ])
  }

  static var six: [CurveSeries] {
    (0..<6).map { index in
      series(
        ["base", "SimpleRL-Zoo", "DAPO 32B", "distilled", "SFT", "ProRL v2"][index], index,
        Self.base.map { 1 - (1 - $0) * (1 - 0.11 * Double(index)) }, half: 0.08)
    }
  }

  static var all: [Figure] {
    let single = [(0.2, 0.1, 0.35), (0.35, 0.24, 0.55), (0.5, 0.38, 0.75)].enumerated().map {
      index, value in
      CurveSeries(
        ["base", "RL", "distilled"][index], style: .hue(index),
        values: [.init(x: 1, value: value.0, limits: value.1...value.2)])
    }
    let absent = [
      series("base", 0, base),
      CurveSeries(
        "RL", style: .hue(1),
        values: (0...8).map { index in
          let value = tuned[index]
          let x = Double(1 << index)
          switch index {
          case 3, 8: return .init(x: x, value: nil, limits: nil)
          case 6, 7: return .init(x: x, value: nil, limits: value - 0.05...value + 0.12)
          default: return .init(x: x, value: value, limits: value - 0.1...value + 0.1)
          }
        }),
    ]
    let long = [
      series("Qwen2.5-Math-7B-Instruct-GRPO-step-450-temperature-0.6", 0, base),
      series("Qwen2.5-Math-7B-Instruct-GRPO-step-900-temperature-0.6", 1, tuned),
    ]
    let grey = (0..<7).map { index in
      series(nil, nil, Self.base.map { $0 * (0.6 + 0.05 * Double(index)) })
    }
    return [
      pair(),
      figure(
        "three",
        [
          series("base", 0, base), series("RL", 1, tuned), series("distilled", 2, distilled),
        ]),
      ceiling, figure("six", six, notes: [Note(finding: nil, detail: "no crossing up to k = 256")]),
      figure("single", single), figure("absent", absent), figure("long", long),
      figure("grey", grey + [series("base", 0, base), series("RL", 1, tuned)]),
      figure(
        "floor",
        [
          series("base", 0, [0, 0, 0.01, 0.02, 0.03, 0.04], half: 0),
          series("RL", 1, [0.01, 0.02, 0.03, 0.04, 0.05, 0.06], half: 0),
        ]),
      figure(
        "open",
        [
          series("base", 0, base),
          series("RL", 1, [0.3, 0.36, 0.43, 0.5, 0.55, 0.6, 0.66, 0.7, 0.74]),
        ],
        crossings: [
          CurveCrossing(
            x: 240, stretch: .init(lower: 90, upper: nil), finding: "cross at k = 240",
            detail: "undecided from 90")
        ]),
      stacked(.wide, id: "stacked-w"), stacked(.narrow, id: "stacked-n"),
      figure("six-w", six, size: .wideSingle), large(.wide, id: "large"),
    ]
  }
}

/// Writes the demo page and standalone files into the folder named by CHARTS_DEMO, to be looked at.
@Test(.enabled(if: ProcessInfo.processInfo.environment["CHARTS_DEMO"] != nil))
func `writes the demo page`() throws {
  let folder = try #require(ProcessInfo.processInfo.environment["CHARTS_DEMO"])
  let css = try String(contentsOfFile: folder + "/passcurve.css", encoding: .utf8)
  var html = MarkupWriter(.html)
  html.element("html", [("lang", "en")]) { html in
    html.element("head") { html in
      html.element("title", text: "Charts")
      html.element("style", text: css.replacing("\"", with: "'").replacing(">", with: " "))
      html.element("script", [("src", "figures.js"), ("defer", "")])
    }
    html.element("body") { html in
      html.element("div", [("class", "wrap")]) { html in
        html.element("div", [("class", "panels")]) { html in
          for figure in Demo.all where figure.size.width < 400 && figure.size.className == nil {
            html.element("div", [("style", "border-top:1px solid var(--rule)")]) {
              figure.write(into: &$0)
            }
          }
        }
        for figure in Demo.all where figure.size.className != nil {
          html.element("div", [("style", "padding:30px 0")]) { html in
            figure.write(into: &html)
          }
        }
      }
    }
  }
  try Data("<!doctype html>\(html.string)".utf8).write(to: URL(filePath: folder + "/demo.html"))
  for figure in Demo.all {
    try Data(figure.standalone(.light)).write(to: URL(filePath: folder + "/\(figure.id).svg"))
    try Data(figure.standalone(.dark)).write(to: URL(filePath: folder + "/\(figure.id)-dark.svg"))
    print(figure.id, figure.inline.utf8.count, figure.standalone().count)
  }
}
