import Foundation
import Testing

/// The studies under examples/, and how long a study of the first one's size takes.
@Suite struct ExampleTests {
  let folder: Folder

  init() throws {
    folder = try Folder()
    try Self.make("base-and-rl", as: "study", in: folder)
  }

  /// A study with its config and logs.
  static func make(_ name: String, as study: String, in folder: Folder) throws {
    try folder.copy(
      Folder.repository + "/examples/\(name)/passcurve.yaml", to: study + "/passcurve.yaml")
    try logs(of: name, to: folder / study + "/logs")
  }

  static func logs(of name: String, to path: String) throws {
    let run = try Program.command([Program.path("make-example-logs"), name, path])
    #expect(run.status == 0)
    #expect(run.errors == "")
  }

  @Test(arguments: [("base-and-rl", 8), ("whole-debate", 23)])
  func `its logs are the same every time`(name: String, count: Int) throws {
    try Self.logs(of: name, to: folder / "once")
    try Self.logs(of: name, to: folder / "again")
    let logs = try folder.everything(below: "once")
    #expect(logs.count == count)
    #expect(logs.values.reduce(0) { $0 + $1.count } < 26_000_000)
    #expect(try folder.everything(below: "again") == logs)
  }

  @Test func `a study that is not there is refused`() throws {
    let run = try Program.command([Program.path("make-example-logs"), "debate", folder / "none"])
    #expect(run.status == 2)
    #expect(run.errors == "usage: make-example-logs base-and-rl|whole-debate DIR\n")
    #expect(!folder.exists("none"))
  }

  @Test func `its numbers are those of the paper it resembles`() throws {
    let run = try Program.run("estimate", "study", "--strict", in: folder.path)
    #expect(run.status == 0)
    #expect(run.errors == "")
    let curves = try CSV(run.output)
    for (name, k, value) in [
      ("Example-7B", "1", 0.099), ("Example-7B", "256", 0.672), ("Example-7B-RL", "1", 0.425),
      ("Example-7B-RL", "256", 0.643),
    ] {
      let rows = curves.rows(where: [
        "run": name, "benchmark": "contest", "k": k, "target": "population",
      ])
      let row = try #require(rows.first, "\(name) at \(k)")
      let estimate = try #require(Double(row["estimate"] ?? ""))
      let lower = try #require(Double(row["lower"] ?? ""))
      let upper = try #require(Double(row["upper"] ?? ""))
      #expect(abs(estimate - value) < 0.03, "\(name) at \(k)")
      #expect((lower...upper).contains(value), "\(name) at \(k)")
    }
  }

  @Test func `its curves cross where they should`() throws {
    let run = try Program.run("estimate", "study", "--crossovers", in: folder.path)
    #expect(run.status == 0)
    let crossings = try CSV(run.output)
    func status(_ benchmark: String, _ candidate: String) -> Set<String> {
      let rows = crossings.rows(where: [
        "benchmark": benchmark, "candidate": candidate, "target": "population",
      ])
      return Set(rows.compactMap { $0["status"] })
    }
    #expect(["possible", "one"].contains(status("contest", "Example-7B-RL").sorted().joined()))
    #expect(status("human-eval", "Example-7B-RL") == ["one"])
    #expect(status("contest", "Example-7B-Distilled") == ["none"])
    #expect(status("human-eval", "Example-7B-Distilled") == ["none"])
  }

  @Test func `it becomes a site that names its runs as the config does`() throws {
    let run = try Program.run(
      ["build", "study", "-o", "site", "--strict"], in: folder.path)
    #expect(run.status == 0)
    #expect(run.errors == "")
    let page = try folder.text("site/index.html")
    for text in ["Base, RL and distilled on two simulated benchmarks", "Contest-120", "Program-80"]
    {
      #expect(page.contains(text))
    }
  }

  @Test func `the debate carries what every analysis asks for`() throws {
    try Self.make("whole-debate", as: "debate", in: folder)
    let check = try Program.run("check", "debate", "--strict", in: folder.path)
    #expect(check.status == 0)
    #expect(check.text.contains("No issues."))
    #expect(check.text.contains("378 points of training curves, 3 metrics."))

    let tally = try Program.run("tally", "debate", "--samples", in: folder.path)
    let rows = try CSV(tally.output)
    let columns =
      "answer,reward,scorer,logprob_sum,top_logprob_sum,tokens,token_entropy,cost,minutes,seconds,"
      + "finish,verdict,group,variant,order"
    for column in columns.split(separator: ",") {
      #expect(rows[String(column)].contains { !$0.isEmpty }, "\(column)")
    }
    #expect(Set(rows["verdict"]) == ["", "true", "false"])
    #expect(Set(rows["finish"]) == ["stop", "length"])
    // Some have no verdict, some are not there at all.
    #expect((5...50).contains(rows["correct"].count { $0.isEmpty }))
    let choice = rows.rows(where: ["benchmark": "choice", "run": "Sim-7B-Distilled"])
    #expect((40 * 31..<40 * 32).contains(choice.count))
  }

  @Test func `the debate resembles what was published, which pastes into its config`() throws {
    try Self.make("whole-debate", as: "debate", in: folder)
    let build = try Program.run(
      ["build", "debate", "-o", "site", "--strict", "--quiet"], in: folder.path)
    #expect(build.status == 0)
    #expect(build.errors == "")
    #expect(try folder.text("site/index.html").contains("No model was run"))
    let published = try folder.text("site/data/published.csv")
    let rows = published.split(separator: "\n").dropFirst()
    #expect(rows.count == 2 * 11)
    for row in rows { #expect(row.hasSuffix(",yes,")) }

    let config = try folder.text("debate/passcurve.yaml")
    let own = try #require(config.range(of: "\npublished:\n"))
    let entries = try String(
      contentsOfFile: Folder.repository + "/examples/published/yue-2025.yaml", encoding: .utf8)
    // What the debate has: one benchmark, and 256 samples of two runs.
    let kept = entries.split(separator: "\n").filter { line in
      line.contains("Omni-MATH-Train")
        && ["k: 1,", "run: base", "run: GRPO 450"].contains { line.contains($0) }
    }
    try folder.write(
      "debate/passcurve.yaml",
      config[..<own.lowerBound] + "\npublished:\n"
        + kept.joined(separator: "\n").replacingOccurrences(
          of: "Omni-MATH-Train", with: "contest") + "\n")
    let again = try Program.run(["build", "debate", "-o", "pasted", "--strict"], in: folder.path)
    #expect(again.status == 0)
    #expect(try folder.text("pasted/data/published.csv") == published)
  }

  @Test func `twenty thousand samples to a finished site`() throws {
    for run in ["base", "rl"] {
      let outcomes = Rows.outcomes(problems: 100, samples: 100, shift: run == "rl" ? 20 : 0)
      try folder.write("big/\(run)/bench.jsonl", Rows.file(Rows.lines(outcomes)))
    }
    let options = ["build", "big", "--map", "benchmark='bench'", "-o", "site"]
    var times: [Double] = []
    for _ in 1...3 {
      let start = ContinuousClock.now
      let run = try Program.run(options, in: folder.path)
      times.append((ContinuousClock.now - start) / .seconds(1))
      #expect(run.status == 0)
    }
    let counts = try CSV(try folder.read("site/data/tally.csv"))["n"].compactMap(Int.init)
    #expect(counts.reduce(0, +) == 20_000)
    print("20,000 samples to a finished site: \(times.map { "\(($0 * 1000).rounded()) ms" })")
  }
}
