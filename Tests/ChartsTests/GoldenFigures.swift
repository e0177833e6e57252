import Charts

/// A figure for every mark, axis and case of a label.
enum GoldenFigures {
  enum Form { case light, dark, inline }

  typealias Golden = (figure: Figure, forms: [Form])

  static let all: [Golden] = curves + names + axes + rows + marks

  private static func curves(
    _ id: String, _ curves: [CurveSeries], size: FigureSize = .panel, xKind: AxisKind = .log2,
    y: YAxis = .zoomedProbability, crossings: [CurveCrossing] = [], notes: [Note] = [],
    extra: [any Mark] = []
  ) -> Figure {
    Figure.curves(
      id: id, title: "pass@k, \(id)", description: "What \(id) looks like.", size: size,
      xTitle: size.width > 400 ? "k, samples a problem (log scale)" : "k", curves: curves,
      xKind: xKind, y: y, crossings: crossings, notes: notes, extra: extra)
  }

  private static func constant(_ name: String, _ hue: Int, _ value: Double) -> CurveSeries {
    CurveSeries(
      name, style: .hue(hue),
      values: (0...8).map {
        let limits = value == 0 ? 0...0.12 : value == 1 ? 0.88...1 : value - 0.1...value + 0.1
        return .init(x: Double(1 << $0), value: value, limits: limits)
      })
  }

  private static let open = CurveCrossing(
    x: 240, stretch: .init(lower: 90, upper: nil), finding: "may cross at k = 240",
    detail: "95 %: 90 to ≥ 256")

  private static var several: [CurveCrossing] {
    [(3.0, 1.6, 5.0), (90.0, 60.0, 140.0)].map { x, lower, upper in
      CurveCrossing(
        x: x, stretch: .init(lower: lower, upper: upper), finding: "crosses at k = \(Int(x))")
    }
  }

  private static var curves: [Golden] {
    let one = [(0.2, 0.1, 0.35), (0.35, 0.24, 0.55), (0.5, 0.38, 0.75)].enumerated().map {
      CurveSeries(
        ["base", "RL", "distilled"][$0], style: .hue($0),
        values: [.init(x: 1, value: $1.0, limits: $1.1...$1.2, text: "\($1.0)")])
    }
    let problem = CurveSeries(
      "base", style: .hue(0),
      values: [0.25, 0.46, 0.77, 1].enumerated().map {
        .init(x: Double(1 << $0), value: $1, limits: max(0, $1 - 0.5)...min(1, $1 + 0.4))
      })
    let grey = (0..<7).map { index in
      Demo.series(nil, nil, Demo.base.map { $0 * (0.6 + 0.05 * Double(index)) })
    }
    let absent = CurveSeries(
      "RL", style: .hue(1),
      values: Demo.tuned.enumerated().map { index, value in
        let x = Double(1 << index)
        switch index {
        case 3: return .init(x: x, value: nil, limits: nil)
        case 6, 7: return .init(x: x, value: nil, limits: value - 0.05...value + 0.12)
        case 8: return .init(x: x, value: nil, limits: nil)
        default: return .init(x: x, value: value, limits: value - 0.1...value + 0.1)
        }
      })
    let waves = [0.3, 0.42, 0.46, 0.5, 0.53, 0.58, 0.66, 0.78, 0.9]
    return [
      (curves("one-k", one), [.light, .inline]),
      (curves("one-problem", [problem]), [.light]),
      (curves("one-series", [Demo.series("base", 0, Demo.base)]), [.light, .dark]),
      (
        curves(
          "two-series", [Demo.series("base", 0, Demo.base), Demo.series("RL", 1, Demo.tuned)]),
        [.light]
      ),
      (curves("six-series", Demo.six), [.light, .dark, .inline]),
      (
        curves(
          "nine-series",
          grey + [Demo.series("base", 0, Demo.base), Demo.series("RL", 1, Demo.tuned)]), [.light]
      ),
      (curves("six-series-wide", Demo.six, size: .wideSingle), [.light]),
      (curves("absent", [Demo.series("base", 0, Demo.base), absent]), [.light]),
      (
        curves(
          "nothing", [CurveSeries("base", style: .hue(0), values: [])],
          notes: [Note(finding: nil, detail: "no k has a value")]), [.light]
      ),
      (curves("all-0", [constant("base", 0, 0), constant("RL", 1, 0)]), [.light]),
      (curves("all-1", [constant("base", 0, 1), constant("RL", 1, 1)]), [.light]),
      (Demo.pair(id: "crossing"), [.light, .dark, .inline]),
      (
        curves(
          "crossing-possible",
          [
            Demo.series("base", 0, Demo.base),
            Demo.series("RL", 1, [0.3, 0.36, 0.43, 0.5, 0.55, 0.6, 0.66, 0.7, 0.74]),
          ], crossings: [open]), [.light]
      ),
      (
        curves(
          "crossings",
          [
            Demo.series("base", 0, waves, half: 0.06),
            Demo.series(
              "RL", 1, [0.36, 0.41, 0.47, 0.54, 0.6, 0.65, 0.69, 0.73, 0.76], half: 0.06),
          ], crossings: several), [.light]
      ),
      (
        curves(
          "published", [Demo.series("base", 0, Demo.base), Demo.series("RL", 1, Demo.tuned)],
          extra: [
            HollowPoints([DataPoint(1, 0.14), DataPoint(256, 0.69)], style: .hue(0)),
            HollowPoints([DataPoint(1, 0.3), DataPoint(256, 0.55)], style: .hue(1)),
          ]), [.light]
      ),
      (
        curves(
          "budget", [Demo.series("base", 0, Demo.base), Demo.series("RL", 1, Demo.tuned)],
          extra: [Connector(from: DataPoint(1, 0.32), to: 9)]), [.light]
      ),
      (Demo.stacked(.wide, id: "differences"), [.light, .dark, .inline]),
      (Demo.stacked(.narrow, id: "differences-narrow"), [.light]),
      (crowded("crowded", .panel), [.light, .dark]),
      (crowded("crowded-wide", .wideSingle), [.light]),
    ]
  }

  private static func crowded(_ id: String, _ size: FigureSize) -> Figure {
    curves(
      id,
      [
        Demo.series("base", 0, Demo.base, half: 0.2), Demo.series("RL", 1, Demo.tuned, half: 0.2),
        Demo.series("distilled", 2, Demo.base.map { $0 * 0.7 + 0.2 }, half: 0.2),
      ], size: size)
  }

  private static func named(_ id: String, _ names: [String], size: FigureSize = .panel) -> Figure {
    curves(
      id,
      zip(names.indices, [Demo.base, Demo.tuned, Demo.distilled]).map { index, values in
        Demo.series(
          names[index], index, values, half: 0.08, endValue: ["75 %", "50 %", "86 %"][index])
      }, size: size)
  }

  private static var names: [Golden] {
    let long = { (end: String) -> String in
      String(repeating: "Qwen2.5-Math-7B-Instruct-GRPO-", count: 6) + "of-20-steps-\(end)"
    }
    return [
      (named("names-long", [long("00450"), long("00900")]), [.light, .inline]),
      (named("names-long-wide", [long("00450"), long("00900")], size: .wideSingle), [.light]),
      (
        named(
          "names-legend",
          ["Qwen2.5-Math-7B", "Qwen2.5-Math-7B-SimpleRL-Zoo", "Qwen2.5-Math-7B-distilled"]),
        [.light]
      ),
      (
        named(
          "names-right-to-left", ["שלום עולם", "نموذج الأساس", "mixed שלום 7B"], size: .wideSingle),
        [.light, .inline]
      ),
      (
        named("names-right-to-left-panel", ["שלום עולם", "نموذج الأساس", "mixed שלום 7B"]), [.light]
      ),
      (named("names-cjk", ["基础模型", "강화 학습", "蒸留モデル"]), [.light]),
      (named("names-emoji", ["🦙 llama", "👩‍👩‍👧‍👦 family", "z\u{351}\u{36B}\u{343} marks"]), [.light]),
      (
        named("names-hostile", ["<script>alert(1)</script>", "\"'&amp; ]]>", "\u{202E}reversed"]),
        [.light, .inline]
      ),
    ]
  }

  private static func powers(_ base: Double, _ count: Int) -> [Double] {
    (0..<count).map { index in (0..<index).reduce(1) { value, _ in value * base } }
  }

  private static func many(_ xs: [Double]) -> [CurveSeries] {
    [
      CurveSeries(
        "base", style: .hue(0),
        values: xs.enumerated().map { index, x in
          let value = 0.05 + 0.9 * Double(index) / Double(xs.count)
          return .init(x: x, value: value, limits: max(0, value - 0.06)...min(1, value + 0.06))
        }),
      CurveSeries(
        "RL", style: .hue(1),
        values: xs.enumerated().map { index, x in
          let value = 0.4 + 0.2 * Double(index) / Double(xs.count)
          return .init(x: x, value: value, limits: value - 0.06...value + 0.06)
        }),
    ]
  }

  private static var ceiling: [CurveSeries] {
    [
      ("base", [0.81, 0.902, 0.953, 0.975, 0.986, 0.992, 0.995, 0.9975, 1]),
      ("RL", [0.9, 0.935, 0.956, 0.968, 0.976, 0.981, 0.985, 0.988, 0.99]),
    ].enumerated().map { hue, run in
      CurveSeries(
        run.0, style: .hue(hue),
        values: run.1.enumerated().map { index, value in
          .init(
            x: Double(1 << index), value: value,
            limits: value - 0.4 * (1 - value) - 0.002...min(1, value + 0.3 * (1 - value)))
        })
    }
  }

  private static var axes: [Golden] {
    [
      (curves("k-to-1000000", many(powers(2, 20) + [1_000_000])), [.light]),
      (curves("k-to-1000000-wide", many(powers(2, 20) + [1_000_000]), size: .wideSingle), [.light]),
      (curves("k-log10", many(powers(10, 7)), xKind: .log10), [.light]),
      (curves("ceiling-linear", ceiling, y: .probability), [.light]),
      (curves("ceiling-zoomed", ceiling), [.light]),
      (curves("ceiling-logit", ceiling, y: .logit(0.8...0.999)), [.light, .dark, .inline]),
      (curves("ceiling-logit-wide", ceiling, size: .wideSingle, y: .logit(0.8...0.999)), [.light]),
    ]
  }

  private static var rows: [Golden] {
    let rows = [
      IntervalRow(
        "AIME 2024", style: .hue(1), value: 0.12, outer: 0.01...0.24, inner: 0.05...0.19,
        words: "+12 [1, 24]"),
      IntervalRow(
        "a benchmark of few problems", style: .hue(0), value: -0.05, outer: -0.4...0.31,
        words: "−5 [−40, 31]"),
      IntervalRow("MATH-500", style: .muted, value: nil, outer: nil, words: "no common problems"),
    ]
    let far = [
      IntervalRow("base", style: .hue(0), value: 3, outer: 2...4, words: "3 [2, 4]"),
      IntervalRow("RL", style: .hue(1), value: 180, outer: 160...200, words: "180 [160, 200]"),
    ]
    return [
      (
        Figure.rows(
          id: "rows", title: "Differences", description: "One is ahead.", rows: rows,
          xTitle: "Difference, points", format: .points, zero: 0), [.light, .dark, .inline]
      ),
      (
        Figure.rows(
          id: "rows-narrow", title: "Differences", description: "One is ahead.", rows: rows,
          xTitle: "Difference, points", format: .points, isWide: false, zero: 0), [.light]
      ),
      (
        Figure.rows(
          id: "rows-folded", title: "Budgets", description: "Far apart.", rows: far,
          xTitle: "samples", format: .number, isWide: false, fold: 8...150), [.light]
      ),
    ]
  }

  private static var marks: [Golden] {
    let boxes = Boxes(
      [(1.0, 0.1), (4, 0.3), (16, 0.5)].map { x, low in
        Boxes.Box(x: x, quantiles: [low, low + 0.1, low + 0.2, low + 0.26, low + 0.4])
      }, style: .hue(0))
    let projection = Projection(
      [DataPoint(256, 0.75), DataPoint(512, 0.8), DataPoint(1024, 0.84)], style: .hue(0))
    let columns = Figure(
      id: "columns", title: "Problems by rate", description: "Most are never solved.", size: .panel,
      x: XAxis(places: ["0", "to 20", "to 40", "to 60", "to 80", "100 %"], title: "solved"),
      panels: [
        Panel(
          y: .count,
          marks: [
            Columns(
              (0..<6).map { DataPoint(Double($0), [12, 5, 3, 2, 2, 6][$0]) }, style: .hue(0),
              slot: 0, of: 2),
            Columns(
              (0..<6).map { DataPoint(Double($0), [15, 1, 2, 1, 3, 8][$0]) }, style: .hue(1),
              slot: 1, of: 2, isHollow: true),
          ])
      ])
    let heat = Figure(
      id: "heat", title: "Accuracy by problem", description: "Darker is more.", size: .panel,
      x: XAxis(.linear, values: [0, 12], title: "problems, hardest first"),
      panels: [
        Panel(
          y: .rows(["base", "RL"]),
          marks: [
            HeatRows(
              [
                (0..<12).map { $0 == 4 ? nil : Double($0 * $0) / 121 },
                (0..<12).map { $0 < 5 ? 0 : Double($0) / 11 },
              ], edges: (0...12).map(Double.init))
          ])
      ])
    return [
      (columns, [.light]), (heat, [.light, .dark, .inline]),
      (curves("boxes", [], y: .probability, extra: [boxes]), [.light]),
      (curves("projection", [Demo.series("base", 0, Demo.base)], extra: [projection]), [.light]),
    ]
  }
}
