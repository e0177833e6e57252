import Stats
import Testing

@testable import Report

/// A claim holds with the whole interval, or does not.
struct ValueClaimTests {
  private func outcome(
    _ comparison: String, _ lower: Double, _ upper: Double, unit: ReportValue.Unit = .share,
    decided: Bool? = nil
  ) throws -> ValueClaim.Outcome {
    var value = ReportValue(
      "x", unit, (lower + upper) / 2, Interval(level: 0.95, lower: lower, upper: upper),
      absence: nil)
    value.isDecided = decided
    return try ValueClaim(parsing: "a.b.pass@1 \(comparison)").outcome(value)
  }

  @Test(arguments: [
    ("> 0.4", 0.4001, 0.5, ValueClaim.Outcome.holds),
    ("> 0.4", 0.4, 0.5, .notSupported), (">= 0.4", 0.4, 0.5, .holds),
    ("> 40 %", 0.3, 0.4, .contradicted), (">= 40 %", 0.3, 0.4, .notSupported),
    (">= 40%", 0.3, 0.3999, .contradicted), ("< 0.4", 0.3, 0.3999, .holds),
    ("< 0.4", 0.3, 0.4, .notSupported), ("<= 0.4", 0.3, 0.4, .holds),
    ("< 0.4", 0.4, 0.5, .contradicted), ("<= 0.4", 0.4, 0.5, .notSupported),
    ("<= 0.4", 0.4001, 0.5, .contradicted), ("> 0.4", 0.39, 0.41, .notSupported),
  ]) func `a share is on one side with its whole interval`(
    comparison: String, lower: Double, upper: Double, expected: ValueClaim.Outcome
  ) throws {
    #expect(try outcome(comparison, lower, upper) == expected)
  }

  @Test(arguments: [
    ("> 0", 0.01, 0.2, Bool?.none, ValueClaim.Outcome.holds),
    ("> 0", 0.01, 0.2, true, .holds), ("> 0", 0.01, 0.2, false, .notSupported),
    ("> 0", -0.2, -0.01, true, .contradicted), ("> 0", -0.2, -0.01, false, .notSupported),
    ("> 5 points", 0.051, 0.2, nil, .holds), ("> 5 points", 0.051, 0.2, false, .notSupported),
    ("> 5 points", 0.05, 0.2, nil, .notSupported), ("> 5 points", 0.01, 0.04, false, .contradicted),
    // Not worse by more than 5 points: no side of 0 is told.
    ("> -5 points", -0.04, 0.01, false, .holds), ("> −5 points", -0.04, 0.01, false, .holds),
    ("< -5 points", -0.2, -0.06, false, .notSupported), ("< 0", -0.2, -0.06, true, .holds),
    ("> 0", -0.1, 0.1, nil, .notSupported),
  ]) func `a difference needs the verdict of the report as well`(
    comparison: String, lower: Double, upper: Double, decided: Bool?, expected: ValueClaim.Outcome
  ) throws {
    #expect(try outcome(comparison, lower, upper, unit: .points, decided: decided) == expected)
  }

  @Test func `without an interval nothing is borne`() throws {
    let value = ReportValue("x", .share, 0.9, nil, absence: .noProblems)
    #expect(try ValueClaim(parsing: "a.b.pass@1 > 0.1").outcome(value) == .notSupported)
  }

  @Test func `an open crossing bears what its known end does`() throws {
    var value = ReportValue("x", .k, 36)
    value.lower = 18
    #expect(try ValueClaim(parsing: "crossover(a, b, c) > 17").outcome(value) == .holds)
    #expect(try ValueClaim(parsing: "crossover(a, b, c) < 100").outcome(value) == .notSupported)
  }

  @Test(arguments: [
    ("= 3", ValueClaim.Outcome.holds), ("== 3", .holds), ("= 4", .contradicted),
    (">= 3", .holds), ("> 3", .contradicted), ("<= 3", .holds), ("< 3", .contradicted),
  ]) func `counts are what they are`(comparison: String, expected: ValueClaim.Outcome) throws {
    let claim = try ValueClaim(parsing: "count(runs) \(comparison)")
    #expect(try claim.outcome(ReportValue(count: 3, "the count of runs")) == expected)
  }

  @Test func `p is compared as it is`() throws {
    var value = ReportValue("p", .probability, 0.04)
    value.intervalAbsence = "none"
    #expect(try ValueClaim(parsing: "p(a, b, c, 1) < 0.05").outcome(value) == .holds)
    #expect(try ValueClaim(parsing: "p(a, b, c, 1) < 0.04").outcome(value) == .contradicted)
  }

  @Test(arguments: [
    ("!= 0.4", ReportValue.Unit.share, "cannot say '!='"), ("= 0.4", .share, "equals nothing"),
    ("> 40", .share, "not compared with"), ("> 5 points", .share, "not compared with"),
    ("> 0.05", .points, "not compared with"), ("> 5 %", .points, "not compared with"),
    ("> x", .share, "no number"), ("> ", .share, "no number"), ("", .share, "a claim compares"),
    ("> 0.4 | interval", .share, "| show"),
  ]) func `what cannot be claimed is refused`(
    comparison: String, unit: ReportValue.Unit, words: String
  ) throws {
    let fault = #expect(throws: ValueError.self) {
      try outcome(comparison, 0.1, 0.2, unit: unit)
    }
    #expect(fault?.detail.contains(words) == true, "\(fault as Any)")
  }

  @Test func `a claim may be shown, in any form`() throws {
    let claim = try ValueClaim(parsing: "a.b.pass@1 > 0.1 | show | interval | decimals 1")
    #expect(claim.isShown && claim.expression.format.part == .interval)
    #expect(claim.expression.format.decimals == 1)
    #expect(try !ValueClaim(parsing: "a.b.pass@1 > 0.1").isShown)
  }
}
