import Testing

@testable import Report

struct SlugsTests {
  @Test func `a slug follows from its name, whatever else there is`() {
    let names = ["Qwen2.5-7B", "org--base_7b@temp=0.6", "AIME 2024", "a/b"]
    #expect(
      Slugs.make(names, fallback: "run") == [
        "qwen2-5-7b", "org-base-7b-temp-0-6", "aime-2024", "a-b",
      ])
    // More runs, and another order: the same links.
    let more = Slugs.make(["new", "AIME 2025"] + names.reversed(), fallback: "run")
    #expect(Array(more.dropFirst(2).reversed()) == Slugs.make(names, fallback: "run"))
  }

  @Test func `names that come out alike are told apart in any order`() {
    let names = ["AIME", "aime", "Aime", "aime!"]
    let slugs = Slugs.make(names, fallback: "run")
    #expect(slugs[1] == "aime")
    #expect(Set(slugs).count == 4)
    #expect(slugs.allSatisfy { $0.hasPrefix("aime") })
    #expect(Array(Slugs.make(names.reversed(), fallback: "run").reversed()) == slugs)
  }

  @Test func `a name without letters has its hash alone`() {
    let slugs = Slugs.make(["名前", "👍", ""], fallback: "benchmark")
    #expect(slugs.allSatisfy { $0.hasPrefix("benchmark-") })
    #expect(Set(slugs).count == 3)
  }
}
