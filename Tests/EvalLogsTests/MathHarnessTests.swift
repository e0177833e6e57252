import Testing

@testable import EvalLogs

@Suite struct MathHarnessTests {
  private func read(_ rows: String) throws -> Reading { try Fixtures.read(["r.jsonl": rows]) }

  @Test func `short lists are never padded`() throws {
    let reading = try read(
      """
      {"idx":0,"gt":"1","score":[true,true,false],"finish_reason":["stop","length","length"]}
      {"idx":1,"gt":"1","score":[true],"finish_reason":["stop","length"]}
      {"idx":2,"gt":"1","score":[]}
      {"idx":0,"gt":"1","score":[true]}
      {"idx":3,"gt":"1","score":[null,true,"x"]}
      """)
    #expect(reading.summary == ["r,math,0 2/3", "r,math,1 1/1", "r,math,3 1/1+1"])
    #expect(reading.table.rows.map(\.truncated) == [2, nil, nil])
    #expect(
      reading.issues.map { "\($0.line ?? 0) \($0.code.rawValue)" }
        == ["2 uneven-lists", "4 duplicate-key", "5 bad-verdict"])
  }

  @Test func `prompts of two kinds are two runs, steps are variants`() throws {
    let row = "{\"idx\":0,\"gt\":\"1\",\"score\":[true]}\n"
    let run = "m_aime_temp0.6_n1_seed1/eval_results"
    let reading = try Fixtures.read(
      ["global_step_0/aime/test_a", "global_step_0/aime/test_b", "global_step_50/aime/test_a"].map {
        ("\(run)/\($0)_-1_seed1_t0.6_s0_e-1.jsonl", Array(row.utf8))
      })
    #expect(
      reading.table.rows.map { "\($0.run) \($0.variant ?? "-")" } == [
        "m step=50;temperature=0.6", "m temperature=0.6", "m#2 temperature=0.6",
      ])
  }

  @Test func `ranges of one seed are parts`() throws {
    let files = [0, 1].map {
      (
        "m/aime/test_a_-1_seed1_t0.6_s\($0)_e\($0 + 1).jsonl",
        Array("{\"idx\":\($0),\"gt\":\"1\",\"score\":[true]}\n".utf8)
      )
    }
    let reading = try Fixtures.read(files)
    #expect(reading.summary == ["m,aime,0 1/1", "m,aime,1 1/1"] && reading.issues == [])
  }

  // MARK: The harness's own numbers

  @Test func `its percents are those of the counts`() throws {
    let path = Fixtures.path("limit-of-rlvr/two-models-two-seeds")
    let reading = try EvalLogs.read(paths: [path])
    // Two runs of two seeds, each with acc, pass_acc and pass@1 to pass@32.
    #expect(reading.headlines.count == 4 * 8)
    for headline in reading.headlines {
      #expect(abs(try #require(headline.ours) - headline.value) <= 0.0005 + 1e-9)
      #expect(headline.path.hasSuffix("_metrics.json"))
    }
    #expect(Set(reading.headlines.map(\.benchmark)) == ["aime24"])
  }

  private func metrics(_ acc: Double, _ more: String = "") -> String {
    "{\"num_samples\": 2, \"num_scores\": 8, \"acc\": \(acc)\(more)}"
  }

  @Test func `padding with the last score is named as the cause`() throws {
    let rows = """
      {"idx":0,"gt":"1","score":[false,false,false,true]}
      {"idx":1,"gt":"1","score":[false,true]}
      """
    // Ours: (1/4 + 1/2) / 2; padded, the second has three of four.
    let files = ["m/r.jsonl": rows, "m/r_metrics.json": metrics(50)] as KeyValuePairs
    let reading = try Fixtures.read(files)
    #expect(reading.codes == [.headlineDisagrees])
    #expect(reading.issues.first?.path == "m/r_metrics.json")
    #expect(reading.issues.first?.remedy.contains("pads short lists") == true)
    let sound = try Fixtures.read(["m/r.jsonl": rows, "m/r_metrics.json": metrics(37.5)])
    #expect(sound.issues == [] && sound.headlines.map(\.ours) == [0.375])
    // To one decimal: 37.4 is not 37.5.
    #expect(
      try Fixtures.read(["m/r.jsonl": rows, "m/r_metrics.json": metrics(37.4)]).codes
        == [.headlineDisagrees])
  }

  @Test func `metrics without their samples are no log`() throws {
    let row = "{\"idx\":0,\"gt\":\"1\",\"score\":[true]}"
    let reading = try Fixtures.read([
      "a/r.jsonl": row, "a/s_metrics.json": metrics(10), "b/r_metrics.json": metrics(10),
    ])
    #expect(reading.inputs.map(\.format) == ["math-harness", nil, nil])
    #expect(reading.headlines.isEmpty && reading.issues == [])
  }

  // MARK: What samples carry

  @Test func `samples carry their answers and ends, in the order of the list`() throws {
    let rows = """
      {"idx":0,"gt":"1","question":"1+1","pred":["2","x"],"score":[true,false],"finish_reason":["stop","length"]}
      {"idx":1,"gt":"1","question":"1  +1","pred":["2"],"score":[true,null],"finish_reason":["stop","length"]}
      """
    let options = ReadOptions(samples: [.answer, .finish, .order, .offset], problemKey: .id)
    let reading = try Fixtures.read(["r.jsonl": rows], options)
    let shown = reading.table.rows.indices.map { row in
      reading.samples.samples(ofRow: row).map { sample in
        ([sample.index ?? "-", sample.isCorrect.map { "\($0)" } ?? "-"]
          + sample.values.map { $0?.text ?? "-" }).joined(separator: " ")
      }
    }
    #expect(
      shown == [
        ["0 true 2 stop 0 0", "1 false x length 1 0"],
        ["0 true - stop 0 108", "1 - - length 1 108"],
      ])
    #expect(reading.issues == [])
    let byText = try Fixtures.read(["r.jsonl": rows], ReadOptions(problemKey: .text))
    #expect(Set(byText.table.rows.map(\.problem)).count == 2)
    #expect(byText.table.rows.allSatisfy { $0.problem.hasPrefix("text-") })
  }

  @Test func `a reward model's scores are rewards, in lists or not`() throws {
    let rows = """
      {"idx":0,"gt":"1","pred":["2","x","y"],"score":[true,false,true],"pred_score":[[3.5],[-1e-2],2]}
      {"idx":1,"gt":"1","pred":["2","x"],"score":[true,true],"pred_score":[[1, 2],[]]}
      {"idx":2,"gt":"1","pred":["2","x"],"score":[true,true],"pred_score":[[1]]}
      {"idx":3,"gt":"1","score":[true,true],"pred_score":[null,["x"]]}
      """
    let reading = try Fixtures.read(["r.jsonl": rows], ReadOptions(samples: [.reward]))
    let shown = reading.table.rows.indices.map { row in
      reading.samples.samples(ofRow: row).map { $0.values[0]?.text ?? "-" }
    }
    #expect(shown == [["3.5", "-0.01", "2"], ["-", "-"], ["-", "-"], ["-", "-"]])
    #expect(reading.issues == [])
    var unsorted: [String] = []
    reading.samples.eachSample(ofRow: 0, [.reward, .answer]) { correct, values in
      unsorted.append("\(correct == true) \(values[0]?.text ?? "-") \(values[1]?.text ?? "-")")
    }
    #expect(unsorted.sorted() == ["false -0.01 -", "true 2 -", "true 3.5 -"])
  }
}
