import Testing

@testable import EvalLogs

/// What every adapter keeps, whatever it is given. A new adapter needs one example here.
@Suite struct AdapterConformanceTests {
  /// A good file of one format.
  struct Example: Sendable, CustomTestStringConvertible {
    var format: String
    var path: String
    var text: String
    /// Whether the file is one whole: an object, a list, a table with a summary, not rows that stand
    /// for themselves.
    var isWhole = false
    var testDescription: String { "\(format) \(path)" }
  }

  static let examples = [
    Example(
      format: "human-eval", path: "m/samples.jsonl_results.jsonl",
      text: (0..<40).map {
        "{\"task_id\": \"T/\($0 % 7)\", \"completion\": \"\\u00e9 \\\" {\($0)\", "
          + "\"result\": \"x\", \"passed\": \($0 % 3 == 0)}\n"
      }.joined()),
    Example(
      format: "math-harness", path: "m_b_temp1_n4_seed1/b/test_t_-1_seed1_t1.0_s0_e-1.jsonl",
      text: (0..<20).map {
        "{\"idx\": \($0), \"gt\": \"1\", \"code\": [\"a\", \"b]\"], \"finish_reason\": "
          + "[\"stop\", \"length\"], \"score\": [true, \($0 % 2 == 0)]}\n"
      }.joined()),
    Example(
      format: "tally", path: "t.csv",
      text: "problem,n,c,missing\n" + (0..<30).map { "\"p\($0)\",8,\($0 % 9),1\n" }.joined()),
    Example(
      format: "tally", path: "t.jsonl",
      text: (0..<30).map { "{\"problem\":\($0),\"n\":8,\"c\":\($0 % 9)}\n" }.joined()),
    Example(
      format: "rows", path: "r.csv",
      text: "task_id,sample,passed\n" + (0..<40).map { "p\($0 % 5),\($0),\($0 % 2)\n" }.joined()),
    Example(
      format: "rows", path: "r.jsonl",
      text: (0..<40).map { "{\"problem\":\"p\($0 % 5)\",\"correct\":\($0 % 2 == 1)}\n" }.joined()),
    Example(
      format: "inspect", path: "2026-01-01_t_id.json",
      text:
        "{\"version\": 2, \"status\": \"success\", \"eval\": {\"task\": \"t\", \"model\": \"m\"},\n"
        + "\"samples\": [\n"
        + (0..<40).map {
          "{\"id\": \"p\($0 % 5)\", \"epoch\": \($0 / 5 + 1), \"input\": \"\\u00e9 \\\" {[\", "
            + "\"scores\": {\"s\": {\"value\": \($0 % 2 == 0 ? "\"C\"" : "false")}}}"
        }.joined(separator: ",\n") + "\n],\n\"reductions\": [{\"value\": NaN}]}\n", isWhole: true),
    Example(
      format: "terminal-bench", path: "2026-01-02__10-00-00/results.json",
      text: "{\"id\": \"x\",\n\"results\": [\n"
        + (0..<40).map {
          "{\"trial_name\": \"p\($0 % 8).\($0 / 8 + 1)-of-5.r\", \"task_id\": \"p\($0 % 8)\", "
            + "\"instruction\": \"\\u00e9 \\\" {[\", \"is_resolved\": \($0 % 3 == 0 ? "null" : "true")}"
        }.joined(separator: ",\n") + "],\n\"accuracy\": 0.65}\n", isWhole: true),
    Example(
      format: "tau-bench", path: "gpt-airline.json",
      text: "[\n"
        + (0..<40).map {
          "{\"task_id\": \($0 % 8), \"reward\": \($0 % 3 == 0 ? "1.0" : "0.0"), \"info\": {\"x\": [{}]}, "
            + "\"traj\": [{\"content\": \"\\u00e9 \\\" {[ p\"}], \"trial\": \($0 / 8)}"
        }.joined(separator: ",\n") + "\n]\n", isWhole: true),
    Example(
      format: "tau2-bench", path: "m_airline.json",
      text:
        "{\"timestamp\": \"x\", \"info\": {\"num_trials\": 5, \"agent_info\": {\"llm\": \"m\"}},\n"
        + "\"tasks\": [],\n\"simulations\": [\n"
        + (0..<40).map {
          "{\"id\": \"x\($0)\", \"task_id\": \"p\($0 % 8)\", \"trial\": \($0 / 8), \"messages\": [\"\\\" {[\"], "
            + "\"termination_reason\": \"user_stop\", \"reward_info\": {\"reward\": \($0 % 3 == 0 ? 1 : 0).0}}"
        }.joined(separator: ",\n") + "\n]}\n", isWhole: true),
    Example(
      format: "harbor", path: "job/p1__abc/result.json",
      text:
        "{\"id\": \"x\",\n\"task_name\": \"p1\",\n\"trial_name\": \"p1__abc\",\n\"agent_info\": {\"name\": "
        + "\"a\",\n\"model_info\": {\"name\": \"m\"}},\n\"verifier_result\": {\"rewards\": {\"reward\": 1.0}}}\n",
      isWhole: true),
    Example(
      format: "metr", path: "runs.jsonl",
      text: (0..<40).map {
        "{\"run_id\": \"r\($0)\", \"task_id\": \"p\\/\($0 % 8)\", \"task_family\": \"p\", \"alias\": "
          + "\"GPT p1\", \"score\": NaN, \"score_binarized\": \($0 % 2)}\n"
      }.joined()),
    Example(
      format: "evalplus", path: "humaneval/m_temp_0.8_eval_results.json",
      text: "{\"date\": \"d\", \"eval\": {\n"
        + (0..<20).map { problem in
          let samples = (0..<4).map {
            "{\"task_id\": \"T/p1\", \"base_status\": \"\($0 < problem % 5 ? "pass" : "fail")\", "
              + "\"plus_status\": \"timeout\"}"
          }
          return "\"T/p\(problem)\": [\(samples.joined(separator: ", "))]"
        }.joined(separator: ",\n") + "}}\n", isWhole: true),
    Example(
      format: "livecodebench", path: "output/m/Scenario.codegeneration_2_0.2_eval_all.json",
      text: "[\n"
        + (0..<20).map {
          "{\"question_title\": \"\\u00e9\", \"question_id\": \"p\($0)\", \"graded_list\": "
            + "[true, \($0 % 2 == 0)], \"difficulty\": \"easy\"}"
        }.joined(separator: ",\n") + "]\n", isWhole: true),
    Example(
      format: "cruxeval", path: "sample_scored_m_temp0.2_input.json",
      text: "{\"raw_generations\": {\"p0\": [\"a]\"]},\n\"raw_scored_generations\": {\n"
        + (0..<20).map { "\"p\($0)\": [true, \($0 % 2 == 0), false]" }.joined(separator: ",\n")
        + "}}\n", isWhole: true),
    Example(
      format: "lm-eval", path: "m/samples_t_2026-01-01T00-00-00.0.jsonl",
      text: (0..<20).map {
        "{\"doc_id\": \($0), \"resps\": [[\"a\", \"b\", \"c\", \"d\"]], \"filter\": \"none\", "
          + "\"metrics\": [\"pass@1\", \"pass@4\"], \"pass@1\": \($0 % 2 == 0 ? "0.25" : "0"), "
          + "\"pass@4\": \($0 % 2 == 0 ? "1.0" : "0.0")}\n"
      }.joined()),
    Example(
      format: "lighteval", path: "m/2026-01-01T00-00-00.0/details_t|0_2026-01-01T00-00-00.0.jsonl",
      text: (0..<20).map {
        "{\"doc\": {\"query\": \"\\u00e9 {[\", \"id\": \"p1-\($0)\"}, \"metric\": {\"avg@n:n=4\": 0.1, "
          + "\"pass@k:k=1&n=4\": \($0 % 2 == 0 ? "0.25" : "0"), "
          + "\"pass@k:k=4&n=4\": \($0 % 2 == 0 ? "1.0" : "0.0")}}\n"
      }.joined()),
    Example(
      format: "junit", path: "m/junit.xml",
      text: "<?xml version=\"1.0\" encoding=\"utf-8\"?><testsuites><testsuite name=\"s\">\n"
        + (0..<40).map {
          "<testcase classname=\"c\" name=\"t[\($0)]\"><properties><property name=\"problem\" "
            + "value=\"p1-\($0 % 5)\"/><property name=\"sample\" value=\"\($0)\"/></properties>"
            + ($0 % 3 == 0 ? "<failure message=\"&lt;&#10;\">é</failure>" : "") + "</testcase>\n"
        }.joined() + "</testsuite></testsuites>\n", isWhole: true),
    Example(
      format: "verl", path: "val/100.jsonl",
      text: (0..<40).map {
        "{\"input\": \"p1\\n\($0 % 5)\", \"output\": \"}\", \"score\": 0.5, \"step\": 100, "
          + "\"acc\": \($0 % 3 == 0)}\n"
      }.joined()),
    Example(
      format: "monkeys", path: "m/b_eval/p1.yaml",
      text: "gt_answer: '8'\nis_corrects:\n"
        + (0..<40).map { "- \($0 % 3 == 0)\n" }.joined() + "samples:\n- |\n  a\n  - true\n"
        + String(repeating: "- {}\n", count: 39),
      isWhole: true),
    Example(
      format: "bfcl", path: "m/simple_score.json",
      text: "{\"accuracy\": 0.5, \"correct_count\": 8, \"total_count\": 16}\n"
        + (0..<8).map { "{\"id\": \(2 * $0 + 1), \"error\": [\"p1\"], \"valid\": false}\n" }
        .joined(),
      isWhole: true),
    Example(
      format: "swe-bench", path: "m.x.json",
      text: "{\"total_instances\": 20, \"resolved_instances\": 10,\n\"resolved_ids\": ["
        + (0..<10).map { "\"p1-\($0)\"" }.joined(separator: ",\n") + "],\n\"unresolved_ids\": ["
        + (10..<20).map { "\"p1-\($0)\"" }.joined(separator: ",\n") + "]}\n", isWhole: true),
    Example(
      format: "openai-evals", path: "a.jsonl",
      text: "{\"spec\": {\"completion_fns\": [\"m\"], \"eval_name\": \"e\"}}\n"
        + (0..<40).map {
          "{\"run_id\": \"r\", \"event_id\": \($0), \"sample_id\": \"p1.\($0)\", \"type\": \"match\", "
            + "\"data\": {\"correct\": \($0 % 3 == 0)}}\n"
        }.joined() + "{\"final_report\": {\"accuracy\": 0.35}}\n", isWhole: true),
    Example(
      format: "promptfoo", path: "out.json",
      text:
        "{\"evalId\": \"e\",\n\"results\": {\"version\": 3, \"timestamp\": \"t\", \"results\": [\n"
        + (0..<40).map {
          "{\"promptIdx\": 0, \"testIdx\": \($0), \"provider\": {\"id\": \"m\"}, \"vars\": {\"q\": "
            + "\"\\u00e9 \\\" {[ p1\($0 % 8)\"}, \"success\": \($0 % 3 == 0)}"
        }.joined(separator: ",\n") + "\n]},\n\"config\": {}}\n", isWhole: true),
    Example(
      format: "promptfoo", path: "out.jsonl",
      text: (0..<40).map {
        "{\"promptIdx\": 0, \"testIdx\": \($0), \"provider\": {\"id\": \"m\"}, \"vars\": "
          + "{\"q\": \"p1\($0 % 8)\"}, \"success\": \($0 % 3 == 0)}\n"
      }.joined()),
    Example(
      format: "opencompass", path: "results/m/gsm8k.json",
      text: "{\"accuracy (2 runs average)\": 50.0,\n\"details\": [\n"
        + (0..<40).map {
          "{\"example_abbr\": \"p1_\($0)\", \"pred\": [\"\\u00e9 \\\" {[\"], \"correct\": "
            + "[true, \($0 % 3 == 0)]}"
        }.joined(separator: ",\n") + "\n]}\n", isWhole: true),
    Example(
      format: "opencompass", path: "results/m/aime.json",
      text: "{\"accuracy\": 50.0,\n\"details\": {\n"
        + (0..<40).map {
          "\"\($0)\": {\"prompt\": \"p1 \\\" {[\", \"predictions\": \"a\", \"references\": \"b\", "
            + "\"correct\": \($0 % 3 == 0)}"
        }.joined(separator: ",\n") + "\n}, \"type\": \"GEN\"}\n", isWhole: true),
    Example(
      format: "helm", path: "runs/s/mmlu:model=m/per_instance_stats.json",
      text: "[\n"
        + (0..<40).map {
          "{\"instance_id\": \"p1\($0 % 8)\", \"train_trial_index\": \($0 / 8), \"stats\": [{\"name\": "
            + "{\"name\": \"exact_match\", \"split\": \"test\", \"x\": \"\\u00e9 \\\" {[\"}, \"count\": 1, "
            + "\"sum\": \($0 % 3 == 0 ? 1 : 0).0, \"mean\": \($0 % 3 == 0 ? 1 : 0).0}]}"
        }.joined(separator: ",\n") + "\n]\n", isWhole: true),
    Example(
      format: "every-eval-ever", path: "data/b/d/m/0_samples.jsonl",
      text: (0..<40).map {
        "{\"schema_version\": \"0.3.0\", \"evaluation_id\": \"b/m/1\", \"model_id\": \"d/m\", "
          + "\"evaluation_name\": \"b\", \"sample_id\": \"p1\($0)\", \"evaluation\": {\"score\": "
          + "\($0 % 3 == 0 ? 1 : 0).0, \"is_correct\": \($0 % 3 == 0)}}\n"
      }.joined()),
    Example(
      format: "bigcode", path: "m/evaluation_results.json",
      text:
        "{\"humaneval\": {\n\"pass@1\": 0.5,\n\"pass@10\": 0.8},\n\"config\": {\"model\": \"p1\", "
        + "\"n_samples\": 20,\n\"eos\": \"\\u00e9 \\\" {[\", \"metric_output_path\": \"x\", "
        + "\"allow_code_execution\": true}}\n", isWhole: true),
    Example(
      format: "simple-evals", path: "gpqa_m.json",
      text:
        "{\n  \"chars\": 2026.8,\n  \"chars:std\": 186.4,\n  \"score:std\": 0.3,\n  \"score\": 0.1\n}\n",
      isWhole: true),
    Example(
      format: "training", path: "t.csv",
      text: "run,step,metric,value\n"
        + (0..<30).map { "\"p1\",\($0 * 10),reward/mean,0.\($0 + 18)\n" }.joined()),
    Example(
      format: "training", path: "t.jsonl",
      text: (0..<30).map { "{\"step\":\($0),\"metric\":\"p1\",\"value\":-\($0).8e-3}\n" }.joined()),
    Example(
      format: "hf-trainer", path: "m/checkpoint-8/trainer_state.json",
      text: "{\"best_metric\": null, \"global_step\": 8,\n\"log_history\": [\n"
        + (0..<30).map { "{\"epoch\": 0.\($0 + 1), \"loss\": 1.8, \"step\": \($0), \"x\": \"p1\"}" }
        .joined(separator: ",\n") + "],\n\"is_world_process_zero\": true}\n", isWhole: true),
    Example(
      format: "verl-metrics", path: "p/e.jsonl",
      text: (0..<30).map {
        "{\"step\": \($0), \"data\": {\"critic/score/mean\": 0.8, \"p1\": \($0), \"x\": {\"y\": [1]}}}\n"
      }.joined()),
  ]

  private func read(_ path: String, _ bytes: [UInt8]) throws -> Reading {
    try Fixtures.read([(path, bytes)])
  }

  /// How much was read: samples, or of logs without any the harness's numbers and the points.
  private func samples(_ reading: Reading) -> Int {
    let samples = reading.table.rows.reduce(0) { $0 + $1.tally.samples + $1.tally.missing }
    return samples > 0 ? samples : reading.headlines.count + reading.training.count
  }

  /// All that was read, whatever the file was called.
  private func content(_ reading: Reading) -> [String] {
    reading.table.rows.map { "\($0)" } + reading.training.map { "\($0)" }
      + reading.headlines.map { "\($0.run) \($0.benchmark) \($0.metric) \($0.value)" }
  }

  @Test func `every adapter has an example and says what it reads`() {
    for adapter in LogAdapters.all {
      #expect(Self.examples.contains { $0.format == adapter.format })
      #expect(!adapter.title.isEmpty && !adapter.summary.isEmpty && !adapter.errorRule.isEmpty)
      #expect(!adapter.summary.contains("\n") && !adapter.status.isEmpty)
    }
    #expect(Set(LogAdapters.all.map { $0.format }).count == LogAdapters.all.count)
  }

  @Test(arguments: examples)
  func `it is claimed by its adapter alone`(example: Example) throws {
    let file = try LogFile(path: example.path, rootName: "root", bytes: Array(example.text.utf8))
    let claims = LogAdapters.all.filter { $0.claims(file, columns: ColumnMap()) }
    let first = claims.filter { !$0.isLastResort }
    let own = first.isEmpty ? claims : first
    #expect(own.map { $0.format } == [example.format])
    let reading = try read(example.path, Array(example.text.utf8))
    #expect(reading.issues == [])
    #expect(reading.inputs.map(\.format) == [example.format])
  }

  @Test(arguments: examples)
  func `line ends, a mark and packing change nothing`(example: Example) throws {
    let plain = Array(example.text.utf8)
    let expected = try read(example.path, plain)
    #expect(!content(expected).isEmpty)
    let returned = example.text.replacing("\n", with: "\r\n")
    for bytes in [
      Array(returned.utf8), [0xEF, 0xBB, 0xBF] + plain, Array(plain.dropLast()),
      Array((example.text + "\n\n").utf8),
    ] {
      let reading = try read(example.path, bytes)
      #expect(content(reading) == content(expected) && reading.issues == [])
    }
    for (filter, ending) in [("gzip", ".gz"), ("zstd", ".zst")] {
      let packed = try read(example.path + ending, try Packed.bytes(filter, plain))
      #expect(content(packed) == content(expected) && packed.issues == [], "\(filter)")
    }
  }

  @Test(arguments: examples)
  func `shuffled rows give the same table`(example: Example) throws {
    if example.isWhole { return }
    let lines = example.text.split(separator: "\n").map(String.init)
    let head = example.path.hasSuffix("csv") ? 1 : 0
    let shuffled = lines[..<head] + lines[head...].shuffled()
    let expected = try read(example.path, Array(example.text.utf8))
    let reading = try read(example.path, Array(shuffled.joined(separator: "\n").utf8))
    #expect(content(reading) == content(expected))
  }

  @Test(arguments: examples)
  func `cut anywhere it loses the rest and says so`(example: Example) throws {
    let plain = Array(example.text.utf8)
    let all = samples(try read(example.path, plain))
    for cut in 0...16 {
      let part = Array(plain.prefix(plain.count * cut / 16))
      let reading = try read(example.path, part)
      #expect(samples(reading) <= all)
      for issue in reading.issues {
        #expect(
          [
            .truncatedRecord, .noSamples, .badCounts, .unclosedQuote, .unevenLists, .notYAML,
            .unfinishedLog, .badValue,
          ]
          .contains(issue.code))
      }
      if example.isWhole {
        #expect(
          part.count >= plain.count - 1 || samples(reading) == all || !reading.issues.isEmpty
            || reading.inputs.allSatisfy { $0.format == nil })
        continue
      }
      let lines = part.count { $0 == 0x0A } - (example.path.hasSuffix("csv") ? 1 : 0)
      #expect(example.format == "tally" || samples(reading) >= lines)
    }
    for filter in ["gzip", "zstd"] {
      let packed = try Packed.bytes(filter, plain)
      for cut in 1..<16 {
        let reading = try read(example.path, Array(packed.prefix(packed.count * cut / 16)))
        #expect(samples(reading) <= all)
      }
    }
  }

  @Test(arguments: examples)
  func `keeping samples changes no count, and leaves none out`(example: Example) throws {
    let bytes = Array(example.text.utf8)
    let expected = try read(example.path, bytes)
    let kept = try Fixtures.read(
      [(example.path, bytes)], ReadOptions(samples: Set(SampleColumn.allCases)))
    #expect(content(kept) == content(expected))
    // A log that holds counts has no samples, and says so.
    let holdsCounts = kept.codes.allSatisfy { $0 == .countsOnly } && !kept.issues.isEmpty
    #expect(kept.issues == [] || holdsCounts)
    let all = kept.table.rows.reduce(0) { $0 + $1.tally.samples + $1.tally.missing }
    #expect(kept.samples.count == (holdsCounts ? 0 : all))
  }

  @Test(arguments: examples)
  func `garbage never stops it`(example: Example) throws {
    let plain = Array(example.text.utf8)
    var random = SystemRandomNumberGenerator()
    for _ in 0..<200 {
      var bytes = plain
      for _ in 0..<(1 + Int.random(in: 0..<8)) {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(in: 0...255)
      }
      let reading = try read(example.path, bytes)
      for row in reading.table.rows { #expect(row.tally.correct <= row.tally.samples) }
    }
    for bytes: [UInt8] in [[], [0], [0x0A], [0x7B], [0x22], [0xFF, 0xFE], [0x1F, 0x8B], [0x28]] {
      #expect(try read(example.path, bytes).table.rows.isEmpty)
    }
  }

  @Test(arguments: examples)
  func `hostile names and numbers are data`(example: Example) throws {
    let names = [
      "a\u{0}b", "../../etc/passwd", "<script>", "{{x}}", "\u{202E}abc", "=1+1", "\u{FFFD}",
    ]
    for name in names {
      let reading = try read("\(name)/\(example.path)", Array(example.text.utf8))
      #expect(!content(reading).isEmpty)
    }
    for number in ["1e400", "-1e400", "NaN", "-0", "123456789012345678901234567890", "1.5", "[[]]"]
    {
      for field in ["true", "false", "8", "p1"] {
        let text = example.text.replacing(field, with: number)
        for row in try read(example.path, Array(text.utf8)).table.rows {
          #expect(row.tally.samples <= 1000)
        }
      }
    }
  }

  @Test(arguments: examples)
  func `bytes that are no UTF-8 are repaired`(example: Example) throws {
    var bytes: [UInt8] = []
    for byte in example.text.utf8 { bytes += byte == UInt8(ascii: "p") ? [0xFF] : [byte] }
    _ = try read(example.path, bytes)
  }
}
