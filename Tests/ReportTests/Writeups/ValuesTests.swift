import Stats
import Testing

@testable import Report

/// What an expression names, in every form, and what is said of one that names nothing.
struct ValuesTests {
  private let scope: ValueScope

  init() throws {
    let base = rows("org/Base 7B", "AIME 2024", correct: [1, 2, 3, 0, 1, 0, 2, 1], of: 4)
    let tuned = rows("Qwen2.5-RL", "AIME 2024", correct: [4, 4, 3, 4, 4, 4, 4, 4], of: 4)
    let other = rows("other", "AIME 2024", correct: [1, 1, 1, 1, 1, 1, 1, 1], of: 4)
    let code = rows("org/Base 7B", "code", correct: [1, 2], of: 2)
    let settings = try settings(
      """
      runs: [{match: "org/*", name: base}, {match: "Qwen*", name: RL}]
      comparisons: [{baseline: base, candidate: RL}]
      """)
    scope = ValueScope(try results(base + tuned + other + code, settings))
  }

  private func text(_ expression: String) throws -> String {
    try scope.text(of: ValueExpression(parsing: expression))
      .replacing(Phrase.space, with: " ").replacing(Phrase.minus, with: "-")
  }

  private func fault(_ expression: String) -> ValueError? {
    do throws(ValueError) {
      _ = try scope.text(of: ValueExpression(parsing: expression))
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [
    // By label, id in quotes, slug; benchmarks likewise.
    "base.\"AIME 2024\".pass@1", "\"org/Base 7B\".\"AIME 2024\".pass@1",
    "org-base-7b.aime-2024.pass@1", " base . aime-2024 . pass@1 ",
  ]) func `runs and benchmarks are known by id, label and slug`(expression: String) throws {
    #expect(try text(expression) == "31 %")
  }

  @Test(arguments: [
    ("base.aime-2024.pass@1 | decimals 2", "31.25 %"),
    ("base.aime-2024.pass@1 | plain", "31"),
    ("base.aime-2024.pass@1 | plain | decimals 2", "31.25"),
    ("base.aime-2024.pass@1 | share", "0.31"),
    ("base.aime-2024.pass@1 | share | decimals 4", "0.3125"),
    ("base.aime-2024.n", "4"), ("base.aime-2024.problems", "8"),
    ("base.aime-2024.samples", "32"), ("base.aime-2024.solved", "6"),
    ("base.aime-2024.pass@max | decimals 1", "75.0 %"),
    ("Qwen2.5-RL.aime-2024.pass@4 | decimals 0", "100 %"),
    ("RL.aime-2024.pass@1 | decimals 3", "96.875 %"),
    ("diff(RL, base, aime-2024, 1) | decimals 1", "+65.6 points"),
    ("diff(base, RL, aime-2024, 1) | decimals 1", "-65.6 points"),
    ("diff(Qwen2.5-RL, base, aime-2024, 1) | plain | decimals 1", "+65.6"),
    ("diff(RL, base, aime-2024, max) | share | decimals 2", "+0.25"),
    ("diff(RL, base, aime-2024, 1) | unsigned | decimals 1", "65.6 points"),
    ("count(runs)", "3"), ("count(benchmarks)", "2"), ("count(problems)", "10"),
    ("count(samples)", "100"), ("count(comparisons)", "1"),
  ]) func `each form is written as it is asked for`(expression: String, shown: String) throws {
    #expect(try text(expression) == shown)
  }

  @Test func `an interval and its limits are those of the report`() throws {
    let curve = try #require(scope.results.curves[0][0])
    let interval = try #require(curve.point(at: 1)?.interval)
    let limits = Phrase.limits(interval).replacing(Phrase.space, with: " ")
    #expect(try text("base.aime-2024.pass@1 | interval") == "31 % \(limits)")
    let (lower, upper) = (
      Phrase.percent(interval.lower, interval), Phrase.percent(interval.upper, interval)
    )
    #expect(try text("base.aime-2024.pass@1 | lower") == "\(lower) %")
    #expect(try text("base.aime-2024.pass@1 | upper | plain") == upper)
  }

  @Test func `a difference the other way has its sign and its limits turned`() throws {
    let forth = try scope.value(of: ValueExpression(parsing: "diff(RL, base, aime-2024, 1)"))
    let back = try scope.value(of: ValueExpression(parsing: "diff(base, RL, aime-2024, 1)"))
    let point = try #require(scope.results.comparisons[0].first?.point(at: 1))
    #expect(forth.point == point.difference && forth.interval == point.interval)
    #expect(back.point == point.difference.map { -$0 })
    #expect(back.lower == point.interval.map { -$0.upper })
    #expect(back.upper == point.interval.map { -$0.lower })
  }

  @Test func `p is the one corrected for all claims of the report`() throws {
    let claim = try #require(scope.results.comparisons[0].first?.claims.first)
    let value = try scope.value(of: ValueExpression(parsing: "p(RL, base, aime-2024, 1)"))
    #expect(value.point == claim.adjusted)
  }

  @Test func `without a single crossing, words say so`() throws {
    let shown = try text("crossover(RL, base, aime-2024)")
    #expect(shown.contains("RL is ahead"), "\(shown)")
    #expect(
      fault("crossover(RL, base, aime-2024) | interval")?.detail.contains("no interval") == true)
  }

  @Test func `a single benchmark need not be named`() throws {
    let one = ValueScope(
      try results(rows("a", correct: [1, 2], of: 2) + rows("b", correct: [2, 2], of: 2)))
    let value = { (text: String) in
      try one.text(of: ValueExpression(parsing: text)).replacing(Phrase.space, with: " ")
    }
    #expect(try value("a.pass@1 | decimals 0") == "75 %")
    #expect(try value("diff(b, a, 1) | decimals 0") == "+25 points")
  }

  @Test(arguments: [
    ("bas.aime-2024.pass@1", 0, "no run 'bas'", "'base'"),
    ("base.aime-2042.pass@1", 5, "no benchmark 'aime-2042'", "'aime-2024'"),
    ("base.pass@1", 0, "a benchmark is missing", "code"),
    ("base.aime-2024.pas@1", 15, "no metric 'pas@1'", "'pass@1'"),
    ("base.aime-2024.sovled", 15, "no metric 'sovled'", "'solved'"),
    ("base.aime-2024.pass@8", 15, "k > n", "k = 4"),
    ("base.aime-2024.pass@3", 15, "k = 3 is not among those computed", "--k"),
    ("base.aime-2024.pass@x", 15, "not 'x'", "1, 2, 4"),
    ("RL.code.pass@1", 0, "RL has no samples on code", ""),
    ("other.code.n", 0, "other has no samples on code", ""),
    ("dif(RL, base, code, 1)", 0, "no function 'dif'", "'diff'"),
    ("diff(RL, base)", 0, "takes 4 arguments, not 2", "diff(RL, base, aime24, 256)"),
    ("diff(RL, base, 1)", 0, "lacks the benchmark", ""),
    ("diff(RL, RL, aime-2024, 1)", 9, "itself", ""),
    (
      "diff(RL, other, aime-2024, 1)", 5, "does not compare RL with other",
      "{baseline: other, candidate: RL}"
    ),
    ("diff(RL, base, aime-2024, 64)", 26, "k > n", "k = 4"),
    ("p(RL, base, aime-2024, 2)", 23, "k = 1 and 4", ""),
    ("count(rnus)", 6, "'rnus'", "'runs'"),
    ("base.aime-2024.pass@1 | intreval", 24, "no format 'intreval'", "'interval'"),
    ("base.aime-2024.pass@1 | decimals", 24, "decimals needs a number", ""),
    ("base.aime-2024.pass@1 | decimals 11", 33, "from 0 to 10", ""),
    ("base.aime-2024.n | interval", 0, "no interval", ""),
    ("base.aime-2024.n | share", 0, "no share", ""),
    ("diff(base, RL, aime-2024, 1) | unsigned", 0, "below 0", "Turn the two runs"),
    ("base.aime-2024.pass@1 | unsigned", 0, "has no sign", ""),
    ("base", 0, "names no value", "run.benchmark.pass@1"),
    ("diff", 0, "called with arguments", ""),
    ("\"base.aime-2024", 0, "quote is not closed", ""),
    ("base.aime-2024.", 15, "missing at the end", ""),
    ("base.aime 2024.pass@1", 10, "nothing but formats", ""),
    ("base.aime-2024.pass@1 $", 22, "'$' has no meaning", ""),
    ("diff(RL, base", 13, "parenthesis", ""),
  ]) func `what names nothing is told of where it stands`(
    expression: String, place: Int, words: String, remedy: String
  ) throws {
    let fault = try #require(self.fault(expression), "no fault")
    #expect(fault.detail.contains(words), "\(fault)")
    #expect(fault.place == place, "\(fault)")
    #expect(remedy.isEmpty || fault.remedy?.contains(remedy) == true, "\(fault)")
  }

  @Test func `a value that does not exist is an error with its reason`() throws {
    let counts: [Count] = [(1, 4, 0), (0, 2, 2), (4, 4, 0)]
    let scope = ValueScope(try results(rows("a", counts: counts)))
    let fault = #expect(throws: ValueError.self) {
      try scope.text(of: ValueExpression(parsing: "a.pass@4"))
    }
    #expect(fault?.detail.contains("missing samples leave a range") == true, "\(fault as Any)")
  }
}
