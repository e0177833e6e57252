import Testing

@testable import Report

struct GateRuleTests {
  @Test func `the config's rules say what is asked`() throws {
    let gate = try settings(
      """
      gate:
        against: best:7
        control: bh
        nights: 365
        level: 0.9
        fail_on: [regression, undecided]
        rules:
          - {benchmark: "aime*", k: [1, 8], margin: 0.02, against: release-1}
          - {name: canaries, must_hold: [HumanEval/0]}
          - {floor: 0.5}
      """
    ).config.gate
    #expect(gate.control == .falseDiscovery && gate.nights == 365 && gate.level == 0.9)
    #expect(gate.failing == [.regression, .undecided])
    #expect(gate.baselines == ["release-1"])
    #expect(gate.rules[0].ks == [1, 8])
    #expect(gate.rules[0].demand == .noDrop(margin: 0.02, minimumEffect: 0))
    #expect(gate.rules[1].title == "canaries")
    #expect(gate.rules[2].demand == .floor(0.5))
  }

  @Test func `a plain list is the rules, and none is one rule of all`() throws {
    #expect(try settings("gate: [{margin: 0.02, against: last}]").config.gate.rules.count == 1)
    let none = try settings("").config.gate
    #expect(none.effectiveRules.count == 1)
    #expect(none.baselines == ["last"])
    #expect(none.failing == [.regression, .missing])
  }

  @Test(arguments: [
    ("gate: [{benchmrk: a}]", "benchmark"), ("gate: {rule: []}", "rules"),
    ("gate: {control: hol}", "holm"), ("gate: {fail_on: [regresion]}", "regression"),
  ]) func `a wrong word is refused with the nearest`(yaml: String, nearest: String) throws {
    let error = try #require(failure { _ = try settings(yaml) })
    #expect(error.kind == .usage)
    #expect(error.remedy == "Did you mean '\(nearest)'?")
    #expect(error.detail.hasPrefix("passcurve.yaml:1: "))
  }

  @Test(arguments: [
    "gate: [{margin: 2}]", "gate: [{floor: -1}]", "gate: [{k: 0}]", "gate: [{k: []}]",
    "gate: [{floor: 0.5, margin: 0.1}]", "gate: [{floor: 0.5, must_hold: [a]}]",
    "gate: [{must_hold: []}]", "gate: [{must_hold: [a], problems: [b]}]", "gate: {nights: 1}",
    "gate: {level: 1}",
  ]) func `what asks nothing sensible is refused`(yaml: String) throws {
    #expect(try #require(failure { _ = try settings(yaml) }).kind == .usage)
  }

  @Test func `a rule on the command line reads as one in the config`() throws {
    let rule = try GateRule(parsing: "benchmark=aime*,k=1+8,margin=0.02,name=it's maths")
    #expect(rule.benchmark == "aime*" && rule.ks == [1, 8] && rule.name == "it's maths")
    #expect(rule.demand == .noDrop(margin: 0.02, minimumEffect: 0))
    #expect(
      try GateRule(parsing: "must_hold=HumanEval/0+HumanEval/1").demand
        == .hold(["HumanEval/0", "HumanEval/1"]))
  }

  @Test(arguments: [
    ("regresion", "Did you mean 'regression'?"), ("benchmrk=aime", "Did you mean 'benchmark'?"),
  ]) func `what is no rule is refused with the nearest`(text: String, remedy: String) throws {
    let error = try #require(failure { _ = try GateRule(parsing: text) })
    #expect(error.kind == .usage)
    #expect(error.detail.hasPrefix("--fail-on \(text)"))
    #expect(error.remedy == remedy)
  }

  @Test(arguments: ["k=", "=1", "k=zero", "margin=-1", "floor=0.5,margin=0.1", ""])
  func `a rule that is none is refused`(text: String) throws {
    #expect(try #require(failure { _ = try GateRule(parsing: text) }).kind == .usage)
  }
}
