import Foundation
import Testing

/// Nights of a suite, their gate and what is kept of them.
struct NightlyTests {
  /// A tally of 40 problems with 8 samples each; the first `fallen` lost half of what they solved.
  private static func tally(fallen: Int = 0, flip: Int = 0) -> String {
    let rows = (0..<40).map { problem in
      let correct = 2 + (problem * 5 + flip) % 7
      return "RL,maths,p\(problem),8,\(problem < fallen ? correct / 2 : correct)"
    }
    return "run,benchmark,problem,n,c\n" + rows.joined(separator: "\n") + "\n"
  }

  private static func night(
    _ folder: Folder, _ day: String, _ more: [String] = [],
    environment: [String: String] = [:]
  ) throws -> Program {
    try Program.run(
      [
        "build", "\(day).csv", "-o", "sites/\(day)", "--gate", "--store", "h.sqlite", "--night",
        day,
      ]
        + more, in: folder.path, environment: environment)
  }

  @Test func `nights are held against the one before, added, and fail with exit code 1`() throws {
    let folder = try Folder()
    try folder.write("2026-01-01.csv", Self.tally())
    try folder.write("2026-01-02.csv", Self.tally())
    try folder.write("2026-01-03.csv", Self.tally(fallen: 40))
    let first = try Self.night(folder, "2026-01-01")
    #expect(first.status == 0, "\(first.errors)")
    #expect(first.errors.contains("added: 2026-01-01"))
    #expect(try folder.text("sites/2026-01-01/index.html").contains("nothing to compare with yet"))
    let same = try Self.night(folder, "2026-01-02")
    #expect(same.status == 0, "\(same.errors)")
    #expect(same.errors.contains("pass, 1/1 rule, 320 of 320 samples"))
    let fallen = try Self.night(folder, "2026-01-03", ["--against", "pool:7"])
    #expect(fallen.status == 1)
    #expect(fallen.errors.contains("regression: RL on maths at k = 1: -"))
    #expect(fallen.errors.contains("2 nights together, 2026-01-01 to 2026-01-02"))
    // The report of a failed gate is there all the same, and so is the night.
    #expect(folder.exists("sites/2026-01-03/gate/junit.xml"))
    let list = try Program.run("history", "list", "--store", "h.sqlite", in: folder.path).text
    #expect(["pass", "fail"].allSatisfy(list.contains) && list.contains("2026-01-03"))
  }

  @Test func `without --gate a comparison fails nothing`() throws {
    let folder = try Folder()
    try folder.write("a.csv", Self.tally())
    try folder.write("b.csv", Self.tally(fallen: 40))
    let shown = try Program.run("build", "b.csv", "--against", "a.csv", in: folder.path)
    #expect(shown.status == 0)
    #expect(shown.errors.contains("fail, 0/1 rule"))
    #expect(
      try Program.run("build", "b.csv", "--against", "a.csv", "--gate", in: folder.path).status == 1
    )
    #expect(
      try Program.run("build", "a.csv", "--against", "site", "--gate", in: folder.path).status == 0)
  }

  @Test func `what is missing fails the gate unless it is lenient`() throws {
    let folder = try Folder()
    try folder.write("a.csv", Self.tally() + "RL,code,q,8,1\n")
    try folder.write("b.csv", Self.tally())
    let options = ["build", "b.csv", "--against", "a.csv", "--gate"]
    let strict = try Program.run(options, in: folder.path)
    #expect(strict.status == 1 && strict.errors.contains("missing: RL on code"))
    #expect(try Program.run(options + ["--lenient"], in: folder.path).status == 0)
  }

  @Test func `one file holds the gate's files too`() throws {
    let folder = try Folder()
    try folder.write("a.csv", Self.tally())
    let single = try Program.run(
      "build", "a.csv", "--against", "a.csv", "--single-file", "-o", "r.html", in: folder.path)
    #expect(single.status == 0, "\(single.errors)")
    #expect(try folder.text("r.html").contains("id=\"gate/junit.xml\""))
  }

  @Test func `a job's summary and annotations come by themselves`() throws {
    let folder = try Folder()
    try folder.write("a.csv", Self.tally())
    try folder.write("b.csv", Self.tally(fallen: 40))
    try folder.write("summary.md", "before\n")
    let program = try Program.run(
      ["build", "b.csv", "--against", "a.csv", "--gate"], in: folder.path,
      environment: ["GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": folder / "summary.md"])
    #expect(program.text.contains("\n::error title=pass@k gate%3A regression::RL on maths"))
    let summary = try folder.text("summary.md")
    #expect(summary.hasPrefix("before\n## "))
    #expect(summary.contains("**regression**"))
  }

  @Test(arguments: [
    (["--gate", "--fail-on", "regresion"], "Did you mean 'regression'?"),
    (["--gate", "--fail-on", "benchmrk=a"], "Did you mean 'benchmark'?"),
    (["--lenient"], "add --gate"), (["--nights", "30"], "add --gate"),
    (["--gate", "--nights", "1"], "--nights"), (["--save", "a"], "add --night"),
    (["--gate", "--against", "best:0"], "best:7"), (["--night", "yesterday"], "night"),
    (["--gate", "--against", "nowhere"], "h.sqlite"), (["--gate", "--anonymous"], "--anonymous"),
    (["--gate", "--lenient", "--fail-on", "missing"], "leave one out"),
    (["--watch", "--night", "2026-01-01"], "leave one of them out"),
  ]) func `what cannot be is refused before anything is written`(
    options: [String], says: String
  ) throws {
    let folder = try Folder()
    try folder.write("a.csv", Self.tally())
    let program = try Program.run(
      ["build", "a.csv", "--store", "h.sqlite"] + options, in: folder.path)
    #expect(program.status == 2 || program.status == 3, "\(program.errors)")
    #expect(program.errors.contains(says), "\(program.errors)")
    #expect(!folder.exists("site") && !folder.exists("h.sqlite"))
  }

  @Test func `a rule's misspelt benchmark is refused, and no night is added`() throws {
    let folder = try Folder()
    try folder.write("2026-01-01.csv", Self.tally())
    try folder.write("a.csv", Self.tally())
    let program = try Self.night(
      folder, "2026-01-01", ["--against", "a.csv", "--fail-on", "benchmark=mats,k=1"])
    #expect(program.status == 2)
    #expect(program.errors.contains("Did you mean 'maths'?"))
    #expect(!folder.exists("sites") && !folder.exists("h.sqlite"))
  }

  @Test func `sets are compared with no logs at hand, strictly unless told otherwise`() throws {
    let folder = try Folder()
    try folder.write("2026-01-01.csv", Self.tally())
    try folder.write("b.csv", Self.tally(fallen: 30) + "RL,code,q,8,1\n")
    #expect(try Self.night(folder, "2026-01-01", ["--save", "release-1"]).status == 0)
    let strict = try Program.run(
      "compare", "release-1", "b.csv", "--store", "h.sqlite", in: folder.path)
    #expect(strict.status == 3 && strict.text.isEmpty)
    #expect(strict.errors.contains("code: only RL (B) has this benchmark"))
    let lenient = try Program.run(
      "compare", "release-1", "b.csv", "--store", "h.sqlite", "--lenient", in: folder.path)
    #expect(lenient.status == 0)
    #expect(lenient.text.hasPrefix("A: release-1, fingerprint "))
    #expect(lenient.text.contains("behind"))
    let same = try Program.run(
      "compare", "sites/2026-01-01", "release-1", "--store", "h.sqlite", "--format", "json",
      in: folder.path)
    #expect(same.text.contains("\"identical\""))
    // Where each holds one run, those two, whatever they are called.
    try folder.write("c.csv", Self.tally().replacingOccurrences(of: "RL,", with: "RL2,"))
    let renamed = try Program.run(
      "compare", "release-1", "c.csv", "--store", "h.sqlite", in: folder.path)
    #expect(renamed.status == 0 && renamed.text.contains("RL2 "), "\(renamed.errors)")
    let runs = try Program.run(
      "compare", "RL", "base", "--in", "runs.csv", "--format", "markdown", in: folder.path)
    #expect(runs.status == 3)
  }

  @Test func `the script for a night's job does all of it`() throws {
    let folder = try Folder()
    try folder.write("runs/counts.csv", Self.tally())
    let script = Folder.repository + "/integrations/nightly/night.sh"
    let night = { (day: String, options: String) in
      try Program.shell(
        "PASSCURVE=$passcurve \(script) runs sites h.sqlite", in: folder.path,
        environment: [
          "NIGHT": day, "GATE_OPTIONS": options, "PATH": "/usr/bin:/bin",
        ])
    }
    #expect(try night("2026-01-01", "").status == 0)
    try folder.write("runs/counts.csv", Self.tally(fallen: 40))
    #expect(try night("2026-01-02", "--fail-on undecided").status == 1)
    #expect(folder.exists("sites/2026-01-02/index.html"))
    #expect(try folder.text("sites/trend/index.html").contains("2026-01-02"))
    #expect(try night("2026-01-03", "--no-such-option").status == 2)
    #expect(!folder.exists("sites/2026-01-03"))
  }
}
