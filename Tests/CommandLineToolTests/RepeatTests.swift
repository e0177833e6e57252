import Foundation
import Testing

/// The same input gives the same bytes, however it is packed, ordered, split or read.
@Suite struct RepeatTests {
  let folder: Folder

  init() throws { folder = try Folder() }

  private static let tables = ["curves", "comparisons", "crossovers", "problems", "quality"]

  @Test func `a site beside its logs is not read by the next build`() throws {
    try folder.copy(Folder.fixture("human-eval/two-models-n20"), to: "logs")
    let first = try Program.run("build", ".", in: folder / "logs")
    #expect(first.status == 0)
    let site = try folder.everything(below: "logs/site")
    #expect(site["index.html"] != nil)
    let second = try Program.run("build", ".", in: folder / "logs")
    #expect(second.status == 0)
    #expect(second.output == first.output)
    #expect(second.errors == "")
    #expect(try folder.everything(below: "logs/site") == site)
    #expect(try folder.names(in: "logs") == ["base-7b", "rl-7b", "site"])
    let check = try Program.run("check", ".", in: folder / "logs")
    #expect(!check.text.contains("site/"))
  }

  @Test func `numbers and counts beside their logs are not read as more logs`() throws {
    try folder.copy(Folder.fixture("human-eval/two-models-n20"), to: "logs")
    let curves = try Program.run("estimate", "logs", in: folder.path).output
    for _ in 1...2 {
      let numbers = try Program.run("estimate", ".", "-o", "numbers", in: folder / "logs")
      #expect(numbers.status == 0)
      #expect(numbers.errors == "")
      #expect(try folder.read("logs/numbers/curves.csv") == curves)
    }
    for _ in 1...2 {
      let counts = try Program.run(
        ["tally", ".", "-o", "counts.csv", "--strict"], in: folder / "logs")
      #expect(counts.status == 0, "\(counts.errors)")
    }
    #expect(try Program.run("estimate", "logs", in: folder.path).output == curves)
  }

  @Test func `neither threads nor place, time zone, language, home nor mask change a byte`() throws
  {
    let logs = [Folder.fixture("limit-of-rlvr"), Folder.fixture("human-eval")]
    for place in ["a", "b/deeper"] {
      for log in logs {
        try folder.copy(log, to: "\(place)/logs/\((log as NSString).lastPathComponent)")
      }
    }
    try folder.make("home")
    let plain = try Program.run(
      ["build", "logs", "--threads", "1", "-o", "site"], in: folder / "a")
    #expect(plain.status == 0)
    let site = try folder.everything(below: "a/site")
    #expect(site.count > 15)

    let other = try Program.shell(
      "umask 077; \"$passcurve\" build ../../../b/deeper/./logs/ --threads 2 -o \"$PWD/out\"",
      in: try {
        try folder.make("x/y/z"); return folder / "x/y/z"
      }(),
      environment: [
        "TZ": "Pacific/Kiritimati", "LANG": "tr_TR.UTF-8", "LC_ALL": "de_DE.UTF-8",
        "HOME": folder / "home", "COLUMNS": "40", "USER": "someone", "NO_COLOR": "1",
      ])
    #expect(other.status == 0)
    let again = try folder.everything(below: "x/y/z/out")
    #expect(again.keys.sorted() == site.keys.sorted())
    for (path, bytes) in site { #expect(again[path] == bytes, "\(path)") }
    #expect(try folder.names(in: "home") == [])
  }

  /// The same samples five ways: as they came, shuffled, split, renumbered, without a last line end.
  @Test func `order, files and numbers of samples change no number`() throws {
    let outcomes = [0, 20].map { Rows.outcomes(problems: 9, samples: 12, shift: $0) }
    for (run, rows) in zip(["base", "rl"], outcomes.map(Rows.lines)) {
      try folder.write("plain/\(run)/bench.jsonl", Rows.file(rows))
      let turned = rows.indices.map { rows[($0 * 41 + 7) % rows.count] }
      #expect(Set(turned) == Set(rows))
      try folder.write("shuffled/\(run)/bench.jsonl", Rows.file(turned))
      let half = rows.count / 2 + 5
      try folder.write("split/\(run)/part-0.jsonl", Rows.file(Array(turned[..<half])))
      try folder.write("split/\(run)/part-1.jsonl", Rows.file(Array(turned[half...])))
      let renumbered = rows.map { $0.replacing(/"s(\d+)"/) { "\"t\(99 - Int($0.1)!)\"" } }
      try folder.write("renumbered/\(run)/bench.jsonl", Rows.file(renumbered))
      try folder.write(
        "open/\(run)/bench.jsonl", String(Rows.file(rows).dropLast()).replacing("\n", with: "\r\n"))
    }
    var first: [String: [UInt8]] = [:]
    for way in ["plain", "shuffled", "split", "renumbered", "open"] {
      let options = [
        "--map", "benchmark='bench'", "--title", "t", "-o", "site-\(way)", "--strict",
      ]
      let run = try Program.run(["build", way] + options, in: folder.path)
      #expect(run.status == 0, "\(way) \(run.errors)")
      let files = try folder.everything(below: "site-\(way)/data")
      if first.isEmpty { first = files }
      #expect(files.keys.sorted() == first.keys.sorted())
      for (path, bytes) in files {
        #expect(bytes == first[path], "\(way) \(path)")
      }
    }
    let tally = try CSV(first["tally.csv"] ?? [])
    #expect(tally["n"] == Array(repeating: "12", count: 18))
    #expect(Set(tally["run"]) == ["base", "rl"])
  }

  @Test func `a packed log counts as a plain one`() throws {
    let log = Folder.fixture("human-eval/two-models-n20")
    let plain = try Program.run("tally", log)
    #expect(plain.status == 0)
    for (packer, ending) in [("gzip -n", "gz"), ("zstd -q", "zst")] {
      try folder.copy(log, to: ending)
      let run = try Program.shell(
        "for f in \(ending)/*/*_results.jsonl; do \(packer) -c $f > $f.\(ending) && rm $f; done",
        in: folder.path)
      try #require(run.status == 0)
      let packed = try Program.run("tally", ending, "--strict", in: folder.path)
      #expect(packed.status == 0)
      #expect(packed.output == plain.output)
    }
  }

  // MARK: Round trips

  @Test(arguments: ["human-eval/two-models-n20", "limit-of-rlvr/two-models-two-seeds"])
  func `a tally tells all that the numbers need`(fixture: String) throws {
    let logs = Folder.fixture(fixture)
    let csv = try Program.run("tally", logs, "-o", folder / "t.csv")
    let lines = try Program.run("tally", logs, "--format", "jsonl", "-o", folder / "t.jsonl")
    #expect(csv.status == 0 && lines.status == 0)
    let tally = try folder.read("t.csv")
    for file in ["t.csv", "t.jsonl"] {
      #expect(try Program.run("tally", file, in: folder.path).output == tally)
      let back = try Program.run(["tally", file, "--format", "jsonl"], in: folder.path)
      #expect(try folder.read("t.jsonl") == back.output)
    }
    for (input, site) in [(logs, "a"), ("t.csv", "b"), ("t.jsonl", "c")] {
      #expect(try Program.run("build", input, "-o", site, in: folder.path).status == 0)
    }
    for table in ["curves", "comparisons", "crossovers", "problems", "tally"] {
      let expected = try folder.read("a/data/\(table).csv")
      #expect(try folder.read("b/data/\(table).csv") == expected, "\(table)")
      #expect(try folder.read("c/data/\(table).csv") == expected, "\(table)")
    }
    #expect(try folder.read("a/data/tally.csv") == tally)
    let sited = try Program.run("build", "a/data/tally.csv", "-o", "d", in: folder.path)
    #expect(sited.status == 0)
    #expect(try folder.read("d/data/curves.csv") == folder.read("a/data/curves.csv"))
  }

  @Test func `estimate prints and writes the tables of the site`() throws {
    let logs = Folder.fixture("human-eval/two-models-n20")
    #expect(try Program.run("build", logs, "-o", folder / "site").status == 0)
    #expect(try Program.run("estimate", logs, "-o", folder / "numbers").status == 0)
    var data = try folder.everything(below: "site/data")
    data["tally.csv"] = nil
    var numbers = try folder.everything(below: "numbers")
    #expect(numbers.removeValue(forKey: "manifest.json") != nil)
    // A site keeps each problem's pass@k at the ends of its curve.
    let whole = try #require(numbers["problems.csv"])
    let kept = try CSV(#require(data["problems.csv"]))
    let problems = try CSV(whole)
    let ks = problems["k"]
    let ends = [ks.first, ks.last]
    #expect(kept.rows == problems.rows.filter { ends.contains($0[5]) })
    data["problems.csv"] = whole
    #expect(numbers == data)
    for (option, table) in [
      (nil, "curves"), ("--comparisons", "comparisons"), ("--crossovers", "crossovers"),
      ("--problems", "problems"),
    ] {
      let run = try Program.run(["estimate", logs] + (option.map { [$0] } ?? []))
      #expect(run.status == 0)
      #expect(run.errors == "")
      #expect(run.output == data["\(table).csv"])
      try expectSame(
        run, try Program.run(["estimate", logs, "--format", "json"] + (option.map { [$0] } ?? [])))
    }
    let json = ["estimate", logs, "--format", "json", "-o", folder / "json"]
    #expect(try Program.run(json).status == 0)
    let names = try folder.names(in: "json").filter { $0 != "manifest.json" }
    #expect(names == data.keys.map { $0.replacing(".csv", with: ".json") }.sorted())
  }

  /// Row by row and field by field, numbers as numbers.
  private func expectSame(
    _ csv: Program, _ json: Program, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let table = try CSV(csv.output)
    let objects = try JSONDecoder().decode([[String: Field]].self, from: Data(json.output))
    #expect(objects.count == table.rows.count, sourceLocation: sourceLocation)
    for (row, object) in zip(table.rows(where: [:]), objects) {
      #expect(row.keys.sorted() == object.keys.sorted(), sourceLocation: sourceLocation)
      for (name, field) in row {
        switch object[name] {
        case .text(let text): #expect(text == field, sourceLocation: sourceLocation)
        case .number(let number):
          #expect(number == Double(field), "\(name)", sourceLocation: sourceLocation)
        case .nothing, nil: #expect(field == "", "\(name)", sourceLocation: sourceLocation)
        }
      }
    }
  }

  private enum Field: Decodable {
    case text(String)
    case number(Double)
    case nothing

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        self = .nothing
      } else if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else {
        self = .text(try container.decode(String.self))
      }
    }
  }

  // MARK: A run against itself

  @Test func `a run against itself differs by nothing`() throws {
    let log = Folder.fixture("human-eval/two-models-n20/base-7b/samples.jsonl_results.jsonl")
    for run in ["one", "two"] {
      try folder.copy(log, to: "logs/\(run)/samples.jsonl_results.jsonl")
    }
    let run = try Program.run("estimate", "logs", "--comparisons", in: folder.path)
    #expect(run.status == 0)
    let table = try CSV(run.output)
    #expect(table.rows.count >= 2)
    #expect(Set(table["difference"]) == ["0"])
    for row in table.rows(where: [:]) {
      #expect(Double(row["lower"]!)! <= 0 && Double(row["upper"]!)! >= 0)
      if let p = Double(row["p_value"]!) { #expect(p >= 0.05) }
      if let p = Double(row["p_adjusted"]!) { #expect(p >= 0.05) }
      #expect(row["wins"] == "0" && row["losses"] == "0")
    }
    #expect(Set(table["verdict"]).subtracting([""]) == ["identical"])
    #expect(try Program.run("build", "logs", in: folder.path).status == 0)
  }
}
