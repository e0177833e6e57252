import Foundation
import Testing

/// `passcurve export`, and `verify` of what it wrote, as a user runs them.
@Suite struct ExportTests {
  let folder: Folder

  init() throws {
    folder = try Folder()
    try folder.copy(Folder.fixture("human-eval/two-models-n20"), to: "logs")
  }

  private func run(_ arguments: String...) throws -> Program {
    try Program.run(arguments, in: folder.path)
  }

  @Test func `a kit is written whole, twice the same, as a folder and as a zip`() throws {
    let first = try run("export", "logs", "--paper", "kit")
    #expect(first.status == 0 && first.errors == "", "\(first.errors)")
    #expect(first.text.hasSuffix("kit/README.md\n"))
    let kit = try folder.everything(below: "kit")
    #expect(kit.keys.contains("figures/84mm/human-eval-curves.pdf"))
    #expect(try run("export", "logs", "--paper", "kit", "--threads", "1").status == 0)
    #expect(try folder.everything(below: "kit") == kit)
    #expect(try run("export", "logs", "--paper", "kit.zip").status == 0)
    let zip = try folder.read("kit.zip")
    #expect(try run("export", "logs", "--paper", "kit.zip").status == 0)
    #expect(try folder.read("kit.zip") == zip && zip.starts(with: "PK".utf8))
    // Its own check finds nothing amiss.
    let check = try run("verify", "kit")
    #expect(check.status == 0, "\(check.text) \(check.errors)")
  }

  @Test func `nothing of somebody else's is replaced`() throws {
    try folder.write("mine/thesis.tex", "x")
    try folder.write("mine.zip", "PK not ours")
    for place in ["mine", "mine.zip", "logs"] {
      let run = try run("export", "logs", "--paper", place)
      #expect(run.status == 4, "\(place): \(run.errors)")
    }
    #expect(try folder.text("mine/thesis.tex") == "x" && folder.text("mine.zip") == "PK not ours")
  }

  @Test func `parts go to standard output, and ids are listed`() throws {
    let list = try run("export", "logs", "--list").text.split(separator: "\n").map(String.init)
    #expect(list.contains("figure human-eval-curves") && list.contains("table human-eval-claims"))
    #expect(try run("build", "logs", "--quiet").status == 0)
    for (option, id, form, file) in [
      ("--figure", "human-eval-curves", "svg", "figures/human-eval-curves.svg"),
      ("--table", "human-eval-claims", "csv", "tables/human-eval-claims.csv"),
      ("--table", "human-eval-claims", "tex", "tables/human-eval-claims.tex"),
    ] {
      let run = try run("export", "logs", option, id, "--format", form)
      #expect(run.status == 0 && run.errors == "")
      #expect(try run.output == folder.read("site/\(file)"), "\(form)")
    }
    let pdf = try run("export", "logs", "--figure", "human-eval-curves", "--format", "pdf")
    #expect(pdf.output.starts(with: "%PDF".utf8))
    let tikz = try run("export", "logs", "--figure", "human-eval-curves", "--format", "tikz")
    #expect(tikz.text.contains("\\addplot["))
  }

  @Test func `a site hands over what it holds, without its logs`() throws {
    #expect(try run("build", "logs", "--quiet").status == 0)
    try FileManager.default.removeItem(atPath: folder / "logs")
    let list = try run("export", "site", "--list").text
    #expect(
      list.contains("figure human-eval-curves\n") && list.contains("table human-eval-claims\n"))
    let figure = try run("export", "site", "--figure", "human-eval-curves", "--dark")
    #expect(try figure.output == folder.read("site/figures/human-eval-curves-dark.svg"))
    let pdf = try run("export", "site", "--figure", "human-eval-curves", "--format", "pdf")
    #expect(pdf.output.starts(with: "%PDF".utf8))
    let table = try run("export", "site", "--table", "human-eval-claims")
    #expect(try table.output == folder.read("site/tables/human-eval-claims.csv"))
    for (arguments, words) in [
      (["--paper", "kit"], "a kit is made from logs"),
      (["--figure", "human-eval-curves", "--format", "tikz"], "svg, pdf, png, tex"),
      (["--figure", "human-eval-curve"], "Did you mean 'human-eval-curves'?"),
    ] {
      let run = try Program.run(["export", "site"] + arguments, in: folder.path)
      #expect(run.status == 2 && run.errors.contains(words), "\(run.errors)")
    }
  }

  @Test(arguments: [
    (["--figure", "human-eval-curve"], "Did you mean 'human-eval-curves'?"),
    (["--table", "human-eval-claim"], "Did you mean 'human-eval-claims'?"),
    (["--figure", "human-eval-curves", "--format", "csv"], "svg, pdf, png"),
    (["--table", "human-eval-claims", "--format", "svg"], "html, md, csv, tex"),
    ([], "Ask for one of --paper, --figure, --table and --list."),
    (["--paper", "kit", "--list"], "Ask for one of"),
    (["--paper", "kit", "--width", "12"], "from 76 to 400"),
    (["--list", "--no-pdf"], "--no-pdf is of --paper"),
    (["--table", "x", "--dark"], "--dark is of --figure"),
  ])
  func `what cannot be had is refused with what can`(arguments: [String], words: String) throws {
    let run = try Program.run(["export", "logs"] + arguments, in: folder.path)
    #expect(run.status == 2 && run.errors.contains(words), "\(run.errors)")
  }

  private func verify() throws -> Program { try run("verify", "kit", "--against", "logs") }

  @Test func `a log that changed is told by number, one that did not is not`() throws {
    #expect(try run("export", "logs", "--paper", "kit", "--k", "1,5", "--no-pdf").status == 0)
    let same = try verify()
    #expect(same.status == 0 && same.text.contains("rows are what the logs give"), "\(same.errors)")
    let run = try #require(try folder.names(in: "logs").sorted().first { $0.hasPrefix("base") })
    let names = try folder.names(in: "logs/\(run)")
    let file = try #require(names.first { $0.hasSuffix("_results.jsonl") })
    let path = "logs/\(run)/\(file)"
    let text = try folder.text(path)
    try folder.write(
      path, text.replacing("\"passed\": false", with: "\"passed\": true", maxReplacements: 1))
    let changed = try verify()
    #expect(changed.status == 1 && changed.errors.contains("differences"), "\(changed.errors)")
    #expect(changed.text.contains("curves: base-7b, human-eval, pass@k, k 1, "), "\(changed.text)")
    #expect(!changed.text.contains("k 2, "))
  }

  @Test(arguments: [
    ["--level", "0.9", "--target", "fixed", "--baseline", "rl-7b", "--margin", "2"],
    ["--interval", "percentile", "--replicates", "500", "--seed", "7", "--label", "rl-7b=tuned"],
    ["--exclude", "rl*", "--errors", "wrong"], ["--anonymous"],
  ])
  func `numbers are built again with the options that they were made with`(
    options: [String]
  ) throws {
    let made = ["export", "logs", "--paper", "kit", "--no-pdf"] + options
    #expect(try Program.run(made, in: folder.path).status == 0)
    let same = try verify()
    #expect(same.status == 0, "\(same.text.prefix(600)) \(same.errors)")
  }

  @Test func `numbers of a text that differ are listed with file and line`() throws {
    #expect(try run("build", "logs", "--quiet").status == 0)
    let curves = try CSV(folder.read("site/data/curves.csv"))
    let row = try #require(
      curves.rows(where: ["run": "base-7b", "k": "1", "target": "population"]).first)
    let share = try #require(Double(row["estimate"] ?? ""))
    func percent(_ value: Double) -> String { String(format: "%.1f", value * 100) }
    try folder.write("right.tex", "base-7b solves \(percent(share))\\% at $k=1$.\n")
    let right = try run("verify", "site", "--prose", "right.tex")
    #expect(right.status == 0, "\(right.text)")
    try folder.write("wrong.md", "First.\n\nbase-7b solves \(percent(share + 0.012)) % at k = 1.\n")
    let wrong = try run("verify", "site", "--prose", "right.tex", "wrong.md")
    #expect(wrong.status == 1)
    #expect(
      wrong.text.hasPrefix(
        "wrong.md:3: \(percent(share + 0.012)) % is near pass@1 of base-7b on human-eval, which is \(percent(share))"
      ), "\(wrong.text)")
    #expect(wrong.text.split(separator: "\n").count == 1)
    let none = try run("verify", "logs", "--prose", "wrong.md")
    #expect(none.status == 3 && none.errors.contains("is no report"))
    let other = try run("verify", "site", "--prose", "x.docx")
    #expect(other.status == 2 && other.errors.contains(".tex and .md"))
  }
}
