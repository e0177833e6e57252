import Testing

@testable import Charts
@testable import Report

@Suite struct PaperKitTests {
  private func options(_ change: (inout PaperKit.Options) -> Void = { _ in }) -> PaperKit.Options {
    var options = PaperKit.Options()
    options.converter = VectorConverter { svg, form in Array("%\(form) \(svg.count)".utf8) }
    change(&options)
    return options
  }

  private func edition(threads: Int = 1) throws -> Edition {
    try ReportTests.edition(
      rows("org/base_7b", correct: [0, 1, 4, 6, 8], of: 16)
        + rows("org/rl", correct: [0, 6, 9, 12, 15], of: 16)
        + rows("org/base_7b", "AIME 24", correct: [1, 2], of: 4)
        + rows("org/rl", "AIME 24", correct: [2, 3], of: 4),
      try settings { $0.threads = threads })
  }

  @Test func `the same bytes come at any thread count, in a folder and a zip`() throws {
    let one = try PaperKit.files(edition(), options())
    let two = try PaperKit.files(edition(threads: 2), options())
    #expect(one.files == two.files)
    #expect(try PaperZip.bytes(one) == PaperZip.bytes(two))
    #expect(try PaperZip.isOurs(start: PaperZip.bytes(one).prefix(PaperZip.start)))
    #expect(!PaperZip.isOurs(start: Array("PK\u{3}\u{4} somebody else's".utf8)))
  }

  @Test func `every number is what the page shows, under a key that TeX takes`() throws {
    let edition = try edition()
    let numbers = PaperNumbers(edition)
    #expect(Set(numbers.entries.map(\.key)).count == numbers.entries.count)
    for entry in numbers.entries {
      #expect(
        entry.key.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-.@".contains($0)) })
    }
    let texts = Dictionary(uniqueKeysWithValues: numbers.entries.map { ($0.key, $0.text) })
    let page = try Pipeline.site(edition).text("benchmarks/maths.html")
    let value = try #require(texts["org-base-7b.maths.pass@16"])
    let interval = try #require(texts["org-base-7b.maths.pass@16.interval"])
    #expect(page.contains(value) && page.contains(interval))
    let lower = try #require(texts["org-base-7b.maths.pass@16.lower"])
    let upper = try #require(texts["org-base-7b.maths.pass@16.upper"])
    #expect(interval == "[\(lower),\(Phrase.space)\(upper)]")
    #expect(texts["org-rl--org-base-7b.maths.diff@1"] != nil)
    #expect(texts["org-rl--org-base-7b.maths.diff@1.p"] != nil)
    #expect(texts["org-base-7b.maths.n"] == "16" && texts["org-base-7b.maths.solved"] == "4")
    // A sentence is read alone: it names its benchmark.
    let sentence = try #require(texts["org-rl--org-base-7b.maths.sentence"])
    #expect(sentence.hasPrefix("On maths, "), "\(sentence)")
  }

  @Test func `no value stands where there is none`() throws {
    let edition = try ReportTests.edition(rows("a", counts: [(3, 8, 0), (0, 2, 0)]))
    let keys = Set(PaperNumbers(edition).entries.map(\.key))
    #expect(keys.contains("a.maths.pass@2") && !keys.contains("a.maths.pass@8"))
  }

  @Test func `it holds what its README says, and its manifest lists it`() throws {
    let kit = try PaperKit.files(edition(), options { $0.usesSIunitx = true })
    for path in [
      "README.md", "numbers.tex", "numbers.csv", "sentences.tex", "methods.tex", "references.bib",
      "report.json", "data/tally.csv", "data/curves.csv", "figures/84mm/maths-curves.pdf",
      "figures/84mm/maths-curves.svg", "figures/84mm/maths-curves.tikz",
      "figures/174mm/maths-curves.tex", "tables/maths-claims.tex", "tables/maths-claims-rows.tex",
    ] {
      #expect(kit.files[path] != nil, "\(path)")
    }
    let listed = Set(
      try #require(Manifest.outputs(in: kit.files["manifest.json"] ?? [])).map(\.path))
    #expect(listed == Set(kit.files.keys).subtracting(["manifest.json"]))
    let readme = kit.text("README.md")
    #expect(readme.contains("siunitx") && readme.contains("fingerprint"))
    #expect(kit.text("tables/maths-claims.tex").contains("S[table-format="))
    #expect(kit.text("references.bib").contains("@misc{passcurve-"))
  }

  @Test func `no drawing has words below seven points; what would is named`() throws {
    let edition = try edition()
    let kit = try PaperKit.files(edition, options { $0.widths = [PaperWidth(millimetres: 84)] })
    let exhibits = Exhibits(edition)
    for figure in exhibits.figures {
      let drawing = PaperWidth.column.drawing(of: figure, in: exhibits)
      let isThere = kit.files["figures/84mm/\(figure.id).svg"] != nil
      #expect(isThere == (drawing != nil))
      #expect(drawing.map { PaperWidth.column.words(of: $0) >= 7 } ?? true)
      if !isThere { #expect(kit.text("README.md").contains("not there: `\(figure.id)` at 84mm")) }
    }
  }

  @Test func `without a converter there is no PDF, and it is said before work ends`() throws {
    let edition = try edition()
    let error = failure { _ = try PaperKit.files(edition, options { $0.converter = nil }) }
    #expect(error?.kind == .output && error?.remedy?.contains("librsvg2-bin") == true)
    let kit = try PaperKit.files(
      edition,
      options {
        $0.converter = nil
        $0.hasPDF = false
      })
    #expect(!kit.files.keys.contains { $0.hasSuffix(".pdf") })
  }

  @Test func `hostile names break neither LaTeX nor Markdown`() throws {
    for seed in 0..<6 {
      let kit = try PaperKit.files(RandomStudy(seed, hostile: true).edition(), options())
      for (path, bytes) in kit.files where path.hasSuffix(".tex") || path.hasSuffix(".bib") {
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(!text.contains("\\end{document}"), "\(path)")
        #expect(!text.contains("\u{202E}") || path.hasPrefix("figures"), "\(path)")
      }
      #expect(!kit.text("README.md").contains("<script"))
    }
  }

  @Test func `an anonymous kit holds no name of the logs`() throws {
    var asked = Settings()
    asked.isAnonymous = true
    let edition = try ReportTests.edition(
      rows("secret-lab/base", correct: [1, 4], of: 8)
        + rows("secret-lab/rl", correct: [4, 6], of: 8), asked)
    for (path, bytes) in try PaperKit.files(edition, options()).files {
      #expect(!String(decoding: bytes, as: UTF8.self).contains("secret"), "\(path)")
      #expect(!path.contains("secret"))
    }
  }
}
