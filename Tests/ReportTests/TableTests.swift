import Charts
import Stats
import Testing

@testable import Report

struct TableTests {
  private static func interval(_ lower: Double, _ upper: Double) -> Interval {
    Interval(level: 0.95, lower: lower, upper: upper)
  }

  /// Grouped heads, a tall cell, a swatch, names that LaTeX and HTML would take for their own, numbers
  /// with limits and without, and what does not exist.
  private static let table = Table(
    "maths-few", label: "A few", caption: "In percent & points.",
    columns: [
      .init("Run", merges: true), .init("k"),
      .init("base", group: "k\u{A0}=\u{A0}1", style: .hue(0)),
      .init("difference", group: "k\u{A0}=\u{A0}1"), .init("p"), .init("Verdict", isText: true),
    ],
    rows: [
      [
        .name("a_1 <b>", sub: ["8\u{A0}problems"], href: "runs/a.html"), .count(1),
        .share(0.25, interval(0.1875, 0.3125)),
        .difference(0.0625, interval(-0.0625, 0.1875), strong: true), .pValue(0x1p-15),
        .words("ahead"),
      ],
      [
        .name("a_1 <b>", sub: ["8\u{A0}problems"], href: "runs/a.html"), .count(12_345),
        .share(1, interval(0.875, 1)), .none("–"), .pValue(nil), .words("5\u{A0}% “more” & \\so"),
      ],
      [
        .name("b"), .none("k > n"), .share(0.5, interval(0.25, 0.75)),
        .interval(interval(-0.25, 0.5)), .pValue(0.5), .none("–"),
      ],
    ])

  private func html(_ table: Table, root: String = "../") -> String {
    MarkupWriter.fragment { html in
      html.root = root
      html.table(table)
    }
  }

  @Test func `the page names it, says what it holds and links its files`() {
    let page = HTMLPage(Array(html(Self.table).utf8))
    #expect(page.faults.isEmpty)
    #expect(page.elements[0]["aria-label"] == "A few" && page.elements[0]["tabindex"] == "0")
    #expect(page.all("table")[0]["id"] == "maths-few")
    #expect(page.all("caption")[0].text.hasPrefix("In percent & points. "))
    #expect(
      page.all("a").compactMap { $0["href"] } == [
        "../tables/maths-few.csv", "../tables/maths-few.tex", "../runs/a.html",
      ])
  }

  @Test func `columns of a group stand under one head, the others beside it`() {
    let heads = HTMLPage(Array(html(Self.table).utf8)).all("th")
    let names = heads.map { $0.text.replacing("\u{A0}", with: " ").trimmed }
    #expect(
      names == [
        "Run", "k", "k = 1", "p", "Verdict", "base", "difference", "a_1 <b>8 problems", "b",
      ]
    )
    let spans = heads.map { [$0["rowspan"], $0["colspan"], $0["scope"]].map { $0 ?? "" } }
    #expect(spans[0] == ["2", "", "col"] && spans[2] == ["", "2", "colgroup"])
    #expect(spans[5] == ["", "", "col"] && spans[7] == ["2", "", "rowgroup"])
    #expect(heads.map { $0["class"] ?? "" } == ["l", "", "span", "", "l", "", "", "", ""])
    let markup = html(Self.table)
    #expect(markup.contains("class=\"sw s1\"") || markup.contains("<svg"))
  }

  @Test func `a column's decimal signs stand in one line`() {
    let spans = HTMLPage(Array(html(Self.table).utf8)).all("span")
    let points = spans.filter { $0["class"] == "pt" }.map(\.text)
    #expect(points == ["25.0", "+6", "100.0", "50\u{2008}\u{2007}", "–"])
    let limits = spans.filter { $0["class"] == "iv" }.map { $0.text.replacing("\u{A0}", with: " ") }
    #expect(limits == ["[18.8, 31.3]", "[−6, 19]", "[87.5, 100.0]", "[25, 75]", "[−25, 50]"])
    #expect(html(Self.table).contains("<b>+6</b>"))
  }

  @Test func `units after numbers are left as they are`() {
    let cells: [Cell] = ["4.05\u{A0}min", "12\u{A0}s", "1.5", "2", "20.1 to 30.25"].map {
      .number($0, limits: nil, strong: false)
    }
    #expect(cells.map(\.decimals) == [0, 0, 1, 0, 2])
    #expect(Cell.padding("12\u{A0}s", to: 2) == "" && Cell.padding("–", to: 2) == "")
    #expect(Cell.padding("1.5", to: 2) == "\u{2007}")
  }

  @Test func `the CSV holds numbers unrounded, limits in columns of their own`() throws {
    let table = try ReadTable(csv: Array(Self.table.csv.utf8))
    #expect(
      table.header == [
        "Run", "k", "k = 1, base", "k = 1, base lower", "k = 1, base upper", "k = 1, difference",
        "k = 1, difference lower", "k = 1, difference upper", "p", "Verdict",
      ])
    #expect(
      table.rows == [
        [
          "a_1 <b>; 8 problems", "1", "25", "18.75", "31.25", "6.25", "-6.25", "18.75",
          "3.05176e-05",
          "ahead",
        ],
        [
          "a_1 <b>; 8 problems", "12345", "100", "87.5", "100", "", "", "", "",
          "5 % “more” & \\so",
        ],
        ["b", "k > n", "50", "25", "75", "", "-25", "50", "0.5", ""],
      ])
  }

  @Test func `ranges and open limits are empty, units stand in the header`() throws {
    let table = Table(
      "t", label: "T", caption: "C", columns: [.init("Run"), .init("50 %", unit: "minutes")],
      rows: [
        [
          .name("a"),
          .number(
            "8.56\u{A0}h", limits: "[1.30 min, open]", strong: false,
            exact: Cell.Exact(value: 513.6, lower: 1.3, upper: nil)),
        ],
        [
          .name("b"),
          .number(
            "20 to 30", limits: "[10, 40]", strong: false,
            exact: Cell.Exact(value: nil, lower: 10, upper: .infinity)),
        ],
      ])
    let read = try ReadTable(csv: Array(table.csv.utf8))
    #expect(read.header == ["Run", "50 %, minutes", "50 %, minutes lower", "50 %, minutes upper"])
    #expect(read.rows == [["a", "513.6", "1.3", ""], ["b", "", "10", ""]])
  }

  @Test func `limits are rounded outward in the CSV`() throws {
    let third = Self.interval(1.0 / 3, 2.0 / 3)
    let table = Table(
      "t", label: "T", caption: "C", columns: [.init("Value")], rows: [[.share(0.5, third)]])
    let row = try ReadTable(csv: Array(table.csv.utf8)).rows[0]
    let (lower, upper) = (try #require(Double(row[1])), try #require(Double(row[2])))
    #expect(lower <= 100.0 / 3 && lower > 33.3333333 && upper >= 200.0 / 3 && upper < 66.6666667)
  }

  @Test func `the LaTeX says what the page does`() {
    #expect(
      Self.table.latex == """
        % A few; needs \\usepackage{booktabs}
        \\begin{table}
        \\centering
        \\caption{In percent \\& points.}
        \\label{tab:maths-few}
        \\begin{tabular}{lrrrrl}
        \\toprule
         &  & \\multicolumn{2}{c}{k~=~1} &  &  \\\\
        \\cmidrule(lr){3-4}
        Run & k & base & difference & p & Verdict \\\\
        \\midrule
        a\\_1 \\textless{}b\\textgreater{} {\\scriptsize 8~problems} & 1 & \
        25.0 {\\scriptsize {[}18.8,~31.3]} & \
        \\textbf{+6} {\\scriptsize {[}$-$6,~19]} & \\textless{}~0.0001 & ahead \\\\
         & 12\\,345 & 100.0 {\\scriptsize {[}87.5,~100.0]} & -- & -- & \
        5~\\% ``more'' \\& \\textbackslash{}so \\\\
        b & k \\textgreater{} n & 50 {\\scriptsize {[}25,~75]} & \
        -- {\\scriptsize {[}$-$25,~50]} & 0.50 & -- \\\\
        \\bottomrule
        \\end{tabular}
        \\end{table}

        """)
  }

  @Test(arguments: hostileNames) func `a name breaks out of none of the three`(name: String) throws
  {
    let table = Table(
      "t", label: name, caption: name, look: .listing,
      columns: [.init(name), .init("Words", isText: true)], rows: [[.name(name), .words(name)]])
    let page = HTMLPage(Array(html(table).utf8))
    #expect(page.faults.isEmpty && page.all("script").isEmpty && page.all("img").isEmpty)
    #expect(page.all("td").count == 1 && page.all("th").count == 3)
    #expect(try ReadTable(csv: Array(table.csv.utf8)).rows.count == 1)
    let lines = table.latex.split(separator: "\n")
    #expect(lines.count == 13 && lines.last == "\\end{table}")
    #expect(lines.dropFirst().count { $0.contains("\\end{") } == 2)
  }
}

extension String {
  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
