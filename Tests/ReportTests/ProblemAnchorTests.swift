import Testing

@testable import Report

struct ProblemAnchorTests {
  @Test func `a plain id is its own anchor`() {
    for id in ["1", "../../etc/passwd", "HumanEval/12", "a_b.c:d-E", "aime24-3"] {
      #expect(ProblemAnchor.name(id) == id)
    }
  }

  @Test(
    arguments: hostileNames.filter { $0 != "../../etc/passwd" } + [
      String(repeating: "x", count: 65), "",
    ])
  func `any other is a hash that can do no harm`(id: String) {
    let name = ProblemAnchor.name(id)
    #expect(name.wholeMatch(of: /~[0-9a-f]{10}/) != nil)
  }

  @Test func `ids that look alike have different anchors`() {
    // One letter, and a letter with an accent of its own: equal to Swift, not to a log.
    let names = ["caf\u{E9}", "cafe\u{301}"].map(ProblemAnchor.name)
    #expect(names[0] != names[1])
    let all = ProblemAnchor.names(hostileNames)
    #expect(Set(all).count == hostileNames.count)
  }

  @Test func `an anchor does not depend on other problems`() {
    let some = ProblemAnchor.names(["b", "a b"])
    let more = ProblemAnchor.names(["a", "b", "a b", "z"])
    #expect(some == [more[1], more[2]])
  }

  @Test func `no two are one`() {
    #expect(Set(ProblemAnchor.names(["a b", "a b", "x", "x"])).count == 4)
  }
}
