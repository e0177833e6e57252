import Testing

/// What is wrong with the words typed: exit code 2, on standard error, nothing done.
@Suite struct UsageTests {
  let folder: Folder

  init() throws {
    folder = try Folder()
    try folder.copy(Folder.fixture("human-eval/two-models-n20"), to: "logs")
  }

  @Test(arguments: [
    (["biuld", "logs"], ["'biuld'", "'build'"]),
    (["biuld"], ["'biuld'", "'build'"]),
    (["help", "biuld"], ["'biuld'", "'build'"]),
    (["logs"], ["'logs'", "passcurve build logs"]),
    (["build"], ["passcurve build runs/"]),
    (["build", "logs", "--basline", "base-7b"], ["'--basline'", "'--baseline'"]),
    (["build", "logs", "--k", "0"], ["--k", "'0'", "at least 1"]),
    (["build", "logs", "--k", "1,x"], ["--k", "'1,x'", "1,2,4"]),
    (["build", "logs", "--k", ""], ["--k", "1,2,4"]),
    (["build", "logs", "--k", "99999999999999999999"], ["--k", "1,2,4"]),
    (["build", "logs", "--level", "95"], ["--level", "0.95"]),
    (["build", "logs", "--level", "0"], ["--level", "0.95"]),
    (["build", "logs", "--level", "nan"], ["--level", "0.95"]),
    (["build", "logs", "--interval", "jefreys"], ["'jefreys'", "'jeffreys-dirichlet'"]),
    (["build", "logs", "--threads", "0"], ["--threads", "1 to 1024", "not 0"]),
    (["build", "logs", "--map", "nonsense"], ["--map", "nonsense", "meaning=column"]),
    (["build", "logs", "--map", "probelm=task_id"], ["probelm", "problem"]),
    (["build", "logs", "--label", "x"], ["--label", "'x'", "run=name"]),
    (["build", "logs", "--label", "base-8b=Base"], ["--label", "base-8b", "'base-7b'"]),
    (["build", "logs", "--label", "rl*=RL"], ["--label", "rl*", "'rl-7b'"]),
    (["build", "logs", "--baseline", "base-8b"], ["--baseline", "'base-8b'", "'base-7b'"]),
    (["build", "logs", "--run", "zl-7b"], ["--run", "zl-7b", "'rl-7b'"]),
    (["build", "logs", "--benchmark", "humaneval"], ["--benchmark", "'human-eval'"]),
    (["build", "logs", "--exclude", "rl-7c"], ["--exclude", "'rl-7b'"]),
    (["build", "logs", "--errors", "dorp"], ["--errors", "'drop'"]),
    (["build", "logs", "--repeats", "pol"], ["--repeats", "'pool'"]),
    (["build", "logs", "--target", "fixd"], ["--target", "'population'"]),
    (["build", "logs", "--config", "none.yaml"], ["none.yaml", "--config"]),
    (["build", "logs", "--templates", "none"], ["none", "--templates"]),
    (["estimate", "logs", "--format", "jsn"], ["--format", "'json'"]),
    (["estimate", "logs", "--comparisons", "--problems"], ["--comparisons", "--problems"]),
    (["tally", "logs", "--format", "xml"], ["--format", "'jsonl'"]),
    (["check", "logs", "--jsn"], ["'--jsn'", "'--json'"]),
  ])
  func `a wrong word is answered with the right one`(
    _ arguments: [String], _ words: [String]
  ) throws {
    let before = try folder.everything()
    let run = try Program.run(arguments, in: folder.path)
    #expect(run.status == 2, "\(run.errors)")
    #expect(run.text == "")
    #expect(run.errors.hasPrefix("passcurve: error: "))
    for word in words { #expect(run.errors.contains(word)) }
    #expect(try folder.everything() == before)
  }

  @Test(arguments: [
    ("titel: x", ["study.yaml:1:", "'titel'", "'title'"]),
    ("runs:\n  - {mach: x}", ["study.yaml:2:", "'mach'", "'match'"]),
    ("runs:\n  - {match: x, role: bse}", ["study.yaml:2:", "'bse'", "'base'"]),
    ("interval: {method: jefreys}", ["study.yaml:1:", "'jefreys'", "'jeffreys-dirichlet'"]),
    ("interval: {level: 95}", ["study.yaml:1:", "0.95"]),
    ("k: [0]", ["study.yaml:1:", "k holds"]),
    ("k: []", ["study.yaml:1:", "k is an empty list"]),
    ("k: 4", ["study.yaml:1:", "k is not a list"]),
    ("- title", ["study.yaml:1:", "mapping"]),
    ("title: [x", ["study.yaml", "not YAML"]),
    ("\u{1}\u{1B}[31m", ["study.yaml", "not YAML"]),
    ("title: a\ntitle: b", ["study.yaml"]),
    ("comparisons:\n  - {baseline: base-8b, candidate: rl-7b}", ["'base-8b'", "'base-7b'"]),
    ("comparisons:\n  - {baseline: rl-7b, candidate: rl-7b}", ["'rl-7b'", "itself"]),
    ("comparisons:\n  - {baseline: rl-7b}", ["study.yaml:2:", "candidate"]),
    ("problems: {human-eval: none.csv}", ["none.csv"]),
  ])
  func `a wrong config is answered with its line and the right word`(
    _ config: String, _ words: [String]
  ) throws {
    try folder.write("study.yaml", config)
    let run = try Program.run(
      ["build", "logs", "--config", "study.yaml"], in: folder.path)
    #expect(run.status == 2, "\(run.errors)")
    #expect(run.text == "")
    #expect(run.errors.hasPrefix("passcurve: error: "))
    #expect(!run.errors.holdsControls)
    for word in words { #expect(run.errors.contains(word)) }
    #expect(!folder.exists("site"))
  }

  @Test(arguments: [
    ["--interval", "t"], ["--replicates", "500"], ["--seed", "1"], ["--margin", "2"],
  ])
  func `plan refuses what has no part in its answer`(option: [String]) throws {
    let run = try Program.run(["plan", "logs"] + option, in: folder.path)
    #expect(run.status == 2 && run.text == "")
    #expect(run.errors.contains("\(option[0]) has no part in it"), "\(run.errors)")
  }

  @Test func `what lies beyond n is asked for where it is shown, and nowhere else`() throws {
    try folder.write("t.csv", "run,problem,n,c\na,p1,4,1\na,p2,4,3\n")
    for (arguments, words) in [
      (["build", "t.csv", "--extrapolate", "1"], "a number from 2 to 1000000, not 1"),
      (["estimate", "t.csv", "--extrapolate", "8"], "give a folder with -o"),
      (["plan", "t.csv", "--extrapolate", "8"], "--extrapolate"),
      (["tally", "t.csv", "--extrapolate", "8"], "--extrapolate"),
    ] {
      let run = try Program.run(arguments, in: folder.path)
      #expect(run.status == 2 && run.errors.contains(words), "\(run.errors)")
    }
    try folder.write("c.yaml", "analyses: [curves]")
    let unseen = try Program.run(
      ["build", "t.csv", "--config", "c.yaml", "--extrapolate", "8"], in: folder.path)
    #expect(unseen.status == 2 && unseen.errors.contains("Add extrapolation to analyses."))
    let run = try Program.run(
      ["estimate", "t.csv", "--extrapolate", "8", "-o", "numbers"], in: folder.path)
    #expect(run.status == 0 && folder.exists("numbers/extrapolation.csv"), "\(run.errors)")
  }

  @Test func `a map may be given in parts`() throws {
    try folder.write("t.csv", "who,what,n,c\na,p1,4,1\na,p2,4,3\n")
    let whole = try Program.run(
      ["tally", "t.csv", "--map", "run=who,problem=what", "-o", "-"], in: folder.path)
    let parts = try Program.run(
      ["tally", "t.csv", "--map", "run=who", "--map", "problem=what", "-o", "-"], in: folder.path)
    #expect(whole.status == 0 && whole.text.contains("p2,4,3"))
    #expect(parts.status == 0 && parts.text == whole.text, "\(parts.errors)")
  }

  @Test func `plan answers for both targets, and a larger study finds more`() throws {
    let rows = (0..<30).map { "base,p\($0),8,\($0 % 7)\nrl,p\($0),8,\(min(8, $0 % 7 + 1))" }
    try folder.write("pilot.csv", "run,problem,n,c\n" + rows.joined(separator: "\n") + "\n")
    let run = try Program.run(
      ["plan", "pilot.csv", "--baseline", "base", "--difference", "10"], in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.text.contains("Problems like these: ") && run.text.contains("These problems: "))
    let table = try Program.run(
      ["plan", "pilot.csv", "--baseline", "base", "--difference", "10", "--format", "csv"],
      in: folder.path)
    #expect(table.status == 0 && table.text.split(separator: "\n").count > 4)
  }

  @Test func `a config beside the logs is found without being named`() throws {
    try folder.write("logs/passcurve.yaml", "titel: x")
    let run = try Program.run("build", "logs", in: folder.path)
    #expect(run.status == 2)
    #expect(run.errors.contains("logs/passcurve.yaml:1:"))
  }
}

extension String {
  /// Whether a terminal would take any of it for more than text and line ends.
  var holdsControls: Bool {
    unicodeScalars.contains {
      ($0.value < 0x20 && $0 != "\n") || (0x7F...0x9F).contains($0.value)
        || (0x202A...0x202E).contains($0.value) || (0x2066...0x2069).contains($0.value)
    }
  }
}
