import Stats
import Testing

@testable import EvalLogs
@testable import Report

/// Trainings, temperature sweeps and ablations.
struct SeriesAnalysesTests {
  private static let yaml = """
    runs:
      - {match: base, role: base, family: Q, temperature: 0.6}
      - {match: base-t1.2, role: base, family: Q, temperature: 1.2}
      - {match: "grpo/*_100", role: rl, family: Q, algorithm: GRPO, step: 100}
      - {match: "grpo/*_200", role: rl, family: Q, algorithm: GRPO, step: 200}
      - {match: grpo-kl, role: rl, family: Q, algorithm: GRPO, step: 200, tags: [kl]}
    """

  /// Thirty problems; the base solves half of them at 1 in 8, the trained runs all of a third.
  private static let counts: [TallyTable.Row] = {
    let base = (0..<30).map { $0 % 2 == 0 ? 1 : 0 }
    return rows("base", correct: base, of: 8) + rows("base-t1.2", correct: base, of: 8)
      + rows("grpo/step_100", correct: (0..<30).map { $0 % 3 == 0 ? 4 : 0 }, of: 8)
      + rows("grpo/step_200", correct: (0..<30).map { $0 % 3 == 0 ? 8 : 0 }, of: 8)
      + rows("grpo-kl", correct: (0..<30).map { $0 % 3 == 0 ? 8 : 0 }, of: 8)
  }()

  private func runs(_ yaml: String = yaml) throws -> [Study.Run] {
    try study(Self.counts, settings(yaml)).runs
  }

  private func names(_ series: RunSeries, _ runs: [Study.Run]) -> [String] {
    series.members.map { "\(runs[$0.run].id): \($0.name)" }
  }

  @Test func `steps of one training are in their order, from the base of the family`() throws {
    let runs = try runs()
    let trainings = RunSeries.trainings(runs)
    #expect(trainings.map(\.name) == ["GRPO"])
    #expect(
      names(trainings[0], runs)
        == ["base: step 0", "grpo/step_100: step 100", "grpo/step_200: step 200"])
  }

  @Test func `runs that differ in more than the setting are no series`() throws {
    let runs = try runs()
    let sweeps = RunSeries.temperatures(runs)
    #expect(sweeps.map(\.name) == ["base"])
    #expect(
      names(sweeps[0], runs).map { $0.replacing("\u{A0}", with: " ") }
        == ["base: T = 0.6", "base-t1.2: T = 1.2"])
    let ablations = RunSeries.ablations(runs)
    #expect(ablations.map(\.name) == ["GRPO"])
    #expect(names(ablations[0], runs) == ["grpo/step_200: untagged", "grpo-kl: kl"])
    // Without a config nothing is known of the settings.
    let bare = try study(Self.counts).runs
    #expect(RunSeries.temperatures(bare).isEmpty && RunSeries.ablations(bare).isEmpty)
  }

  @Test func `checkpoints are told by the logs' own settings`() throws {
    let all = [0, 100, 200].flatMap { step in
      rows("m", correct: [1, step / 100, 2], of: 4, variant: "step=\(step)")
    }
    let runs = try study(all).runs
    #expect(
      RunSeries.trainings(runs).map { names($0, runs) } == [
        ["m@step=0: step 0", "m@step=100: step 100", "m@step=200: step 200"]
      ])
  }

  @Test func `the table of steps has the curve's numbers and the pair's differences`() throws {
    let site = try site(Self.counts, settings(Self.yaml))
    let table = try site.table("training-steps")
    #expect(table.column("step") == ["0", "0", "100", "100", "200", "200"])
    #expect(table.column("k") == ["1", "8", "1", "8", "1", "8"])
    let curves = try site.table("curves").only("target", "population")
    let own = curves.only("run", "grpo/step_200").only("k", "8")
    for column in ["estimate", "lower", "upper"] {
      #expect(table[5, column] == own[0, column])
    }
    let pairs = try site.table("comparisons").only("target", "population")
      .only("candidate", "grpo/step_200").only("k", "1")
    #expect(table[4, "change"] == pairs[0, "difference"])
    #expect(table[4, "change_lower"] == pairs[0, "lower"])
    #expect(table[0, "change"] == "" && table[0, "change_lower"] == "")
  }

  @Test func `a heading says of the last step what its interval says`() throws {
    let text = try heading("training").replacing("\u{A0}", with: " ")
    #expect(text.hasPrefix("GRPO from step 0 to step 200: pass@1 up by 27 points ["), "\(text)")
    #expect(text.contains("pass@8 no change") == false)
    #expect(text.hasSuffix("and no change of pass@8 told apart from none"), "\(text)")
  }

  @Test func `the same counts at two temperatures leave open which is highest`() throws {
    let text = try heading("temperatures").replacing("\u{A0}", with: " ")
    #expect(text == "base: the data cannot tell which is highest at k = 1 or at k = 8")
    let table = try site(Self.counts, settings(Self.yaml)).table("sweeps")
    #expect(Set(table.column("decided")) == ["", "no"])
    #expect(table.only("kind", "sweep").rows.count == 4)
  }

  @Test func `the highest of a sweep is named where it is ahead of every other`() throws {
    let all = [2, 9, 10].flatMap { t in
      rows("m-t\(t)", correct: (0..<40).map { $0 % 10 < t ? 4 : 0 }, of: 4)
    }
    let yaml =
      "runs:\n"
      + [2, 9, 10].map { "  - {match: m-t\($0), temperature: \($0)}\n" }.joined()
    let table = try site(all, settings(yaml)).table("sweeps").only("highest", "yes")
    // 100 % against 90 % of forty problems is no lead at a level corrected for three pairs.
    #expect(table.column("setting") == ["T = 10", "T = 10"])
    #expect(table.column("decided") == ["no", "no"])
    let fewer = all.filter { $0.run != "m-t9" }
    let two = try site(fewer, settings(yaml)).table("sweeps").only("highest", "yes")
    #expect(two.column("decided") == ["yes", "yes"])
  }

  private func heading(_ id: String) throws -> String {
    let results = try results(Self.counts, settings(Self.yaml))
    let all = Analyses.made(Analyses.all, of: results).flatMap { $0.sections(benchmark: 0) }
    return try #require(all.first { $0.id == id }).heading
  }

  @Test func `training curves are drawn as they were logged`() throws {
    let points = (0...300).map {
      TrainingPoint(run: "<b>", step: $0, metric: "reward", value: Double($0) / 300)
    }
    let reading = Reading(
      table: TallyTable(rows("a", correct: [1, 2], of: 4)), issues: [], inputs: [], sources: [],
      training: points)
    let site = try Pipeline.site(try Pipeline.edition(reading, Settings()))
    #expect(try site.table("training").rows.count == 301)
    let page = site.text("index.html")
    #expect(page.contains("What the trainer logged: reward") && page.contains("&lt;b"))
    let study = try Study(reading, Settings())
    let drawing = try #require(TrainingCurvesDrawing(Results(study, Settings())))
    #expect(drawing.section.figures.count == 2)
  }
}
