import Foundation
import Testing

/// `passcurve verify`, as a user runs it.
@Suite struct VerifyTests {
  let folder: Folder

  init() throws {
    folder = try Folder()
    try folder.copy(Folder.fixture("human-eval/two-models-n20"), to: "logs")
    #expect(try Program.run("build", "logs", in: folder.path).status == 0)
  }

  private func verify(_ arguments: String...) throws -> Program {
    try Program.run(["verify"] + arguments, in: folder.path)
  }

  @Test(arguments: ["site", "site/", "./site/."])
  func `a site as built is fine`(path: String) throws {
    let before = try folder.everything()
    let run = try verify(path)
    #expect(run.status == 0 && run.errors == "", "\(run.text) \(run.errors)")
    #expect(run.text.hasPrefix("\(path): nothing is wrong with "))
    #expect(try verify(path, "--quiet").text == "")
    #expect(try folder.everything() == before)
  }

  @Test func `a folder of tables is fine too`() throws {
    #expect(try Program.run("estimate", "logs", "-o", "numbers", in: folder.path).status == 0)
    let run = try verify("numbers")
    #expect(run.status == 0, "\(run.text) \(run.errors)")
  }

  @Test func `files that are gone, changed and foreign are told apart, one a line`() throws {
    try FileManager.default.removeItem(atPath: folder / "site/figures/human-eval-panel-dark.svg")
    try folder.write("site/data/curves.csv", try folder.text("site/data/curves.csv") + "\n")
    let script = try folder.text("site/passcurve.js")
    try folder.write("site/passcurve.js", String(script.dropLast(2)) + "/\n")
    try folder.write("site/data/\u{1B}[31m.txt", "x")
    try folder.link("site/link.html", to: "/etc/passwd")
    let run = try verify("site")
    #expect(run.status == 1)
    #expect(run.errors.hasSuffix("site: 5 findings\n"), "\(run.errors)")
    #expect(!run.text.holdsControls)
    let lines = run.text.split(separator: "\n")
    #expect(lines.count == 5, "\(run.text)")
    for (start, says) in [
      ("figures/human-eval-panel-dark.svg: ", "[missing-file]"),
      ("data/curves.csv: ", "bytes instead of"),
      ("passcurve.js: ", "SHA-256"), ("data/", "[foreign-file]"), ("link.html: ", "[foreign-file]"),
    ] {
      #expect(lines.contains { $0.hasPrefix(start) && $0.contains(says) }, "\(run.text)")
    }
  }

  @Test func `JSON holds the same`() throws {
    struct Report: Decodable {
      struct Finding: Decodable {
        let code: String
        let path: String
        let line: Int?
        let detail: String
        let remedy: String
      }
      let findings: [Finding]
      let files: Int
      let pages: Int
      let bytes: Int
      let outside: [String]
    }
    let page = try folder.text("site/index.html")
    try folder.write(
      "site/index.html", page.replacing("</h1>", with: "</h1>\n<img src=\"https://a.org/x\">"))
    let run = try verify("site", "--json")
    #expect(run.status == 1)
    let report = try JSONDecoder().decode(Report.self, from: Data(run.output))
    #expect(report.findings.map(\.code).sorted() == ["changed-file", "outside-request"])
    #expect(report.findings.contains { ($0.line ?? 0) > 10 && $0.detail.contains("a.org") })
    #expect(report.files > report.pages && report.pages > 1 && report.bytes > 10_000)
  }

  @Test func `what is no site is refused`() throws {
    try folder.write("other/manifest.json", "{\"generator\":\"webpack\"}")
    try folder.write("page.html", "<!doctype html><title>x</title>")
    for path in ["logs", "other", "none", "page.html", "logs/base-7b", "/dev/null", ""] {
      let run = try verify(path)
      #expect(run.status == 3, "\(path) \(run.errors)")
      #expect(run.text == "" && run.errors.hasPrefix("passcurve: error: "), "\(run.errors)")
    }
  }

  @Test func `a report in one file holds all it names`() throws {
    // A page by itself: what it names is not in it.
    try folder.copy(folder / "site/index.html", to: "one.html")
    let cut = try verify("one.html")
    #expect(cut.status == 1 && cut.text.contains("passcurve.css\" is not in the file"))
    let whole = """
      <!doctype html><html lang="en"><head><meta charset="utf-8"><title>t</title>
      <meta name="generator" content="passcurve 0.1.0"><style>p { margin: 0 }</style></head>
      <body><h1 id="a">t</h1><a href="#a">x</a> <a href="https://a.org">y</a>
      <a download="t.csv" href="data:text/csv;base64,\(String(repeating: "QUJD", count: 4_000_000))">z</a>
      </body></html>
      """
    try folder.write("one.html", whole)
    let run = try verify("one.html")
    #expect(run.status == 0, "\(run.text.prefix(500)) \(run.errors)")
    for (new, says) in [
      ("<a href=\"#b\">x</a>", "#b"), ("<img src=\"https://a.org/x\">", "a.org"),
      ("<a href=\"index.html\">x</a>", "not in the file"), ("<p id=\"a\">x</p>", "repeated-id"),
    ] {
      try folder.write("one.html", whole.replacing("</body>", with: new + "</body>"))
      let run = try verify("one.html")
      #expect(run.status == 1 && run.text.contains(says), "\(run.text.prefix(500))")
      #expect(run.text.split(separator: "\n").count == 1)
    }
  }

  @Test func `a template that breaks pages is said, and the site written all the same`() throws {
    let page = try String(
      contentsOfFile: Folder.repository + "/Templates/page.mustache", encoding: .utf8)
    try folder.write(
      "own/page.mustache",
      page.replacing("<main", with: "<img src=\"https://a.org/x\" alt=\"\"><main"))
    let run = try Program.run("build", "logs", "--templates", "own", in: folder.path)
    #expect(run.status == 0)
    #expect(run.errors.contains("passcurve: note: index.html:") && run.errors.contains("a.org"))
    #expect(try verify("site").status == 1)
    #expect(
      try Program.run("build", "logs", "--templates", "own", "--quiet", in: folder.path).errors
        == ""
    )
  }
}
