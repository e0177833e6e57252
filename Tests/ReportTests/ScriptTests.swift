import Templates
import Testing

@testable import Report

struct ScriptTests {
  private func compact(_ text: String) -> String {
    String(decoding: Script.compact(Array(text.utf8)), as: UTF8.self)
  }

  @Test func `indentation and comments of their own lines go, all else stays`() {
    #expect(
      compact(
        "/* What it does,\n   in two lines. */\n(() => {\n  // A word.\n  a(\" // b\");\n\n})();\n")
        == "(() => {a(\" // b\");})();")
    #expect(compact("a(); /* b */\n  c();\n/* d */\ne();") == "a(); /* b */\nc();e();")
  }

  @Test(arguments: PageFrame.scripts)
  func `no text of a script goes over the end of a line`(name: String) throws {
    let script = String(decoding: try #require(Templates.all[name]), as: UTF8.self)
    for line in script.split(separator: "\n") {
      #expect(line.count { $0 == "`" }.isMultiple(of: 2), "\(line)")
    }
  }
}
