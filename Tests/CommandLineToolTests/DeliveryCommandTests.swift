import Foundation
import Testing

/// How `build` delivers: one file or a folder, named or anonymous.
@Suite struct DeliveryCommandTests {
  let folder: Folder

  init() throws {
    folder = try Folder()
    try folder.copy(Folder.fixture("human-eval/two-models-n20"), to: "logs")
  }

  private func build(_ more: String..., environment: [String: String] = [:]) throws -> Program {
    try Program.run(
      ["build", "logs", "--quiet"] + more, in: folder.path, environment: environment)
  }

  @Test func `one file is written, and only one of ours is replaced`() throws {
    #expect(try build("--single-file").status == 0)
    let first = try folder.read("site.html")
    #expect(try build("--single-file").status == 0)
    #expect(try folder.read("site.html") == first)
    try folder.write("thesis.html", "<html><p>mine</p></html>")
    let refused = try build("--single-file", "-o", "thesis.html")
    #expect(refused.status == 4 && refused.errors.contains("thesis.html holds something else"))
    #expect(try folder.text("thesis.html").contains("mine"))
    #expect(try folder.names() == ["logs", "site.html", "thesis.html"])
    try folder.make("there")
    #expect(try build("--single-file", "-o", "there").errors.contains("there is a folder"))
    #expect(try build("--single-file", "-o", "-").output == first)
  }

  @Test func `a report among the logs changes nothing of the next`() throws {
    #expect(try build("--single-file", "-o", "logs/report.html").status == 0)
    let first = try folder.read("logs/report.html")
    #expect(try build("--single-file", "-o", "logs/report.html").status == 0)
    #expect(try folder.read("logs/report.html") == first)
  }

  @Test(arguments: [
    (["--base-url", "example.org"], ["--base-url", "https://"]),
    (["--svg-theme", "drak"], ["'drak'", "'dark'"]),
    (["--single-file", "--dump-context"], ["--dump-context", "--single-file"]),
    (["--anonymous", "--texts"], ["--texts", "--anonymous"]),
    (["--anonymous", "--base-url", "https://a.org/"], ["--base-url", "--anonymous"]),
    (["--templates", "own"], ["pgae.mustache", "'page.mustache'"]),
    (["--config", "study.yaml"], ["logo.svg", "script"]),
    (["--config", "none.yaml"], ["none.svg"]),
  ])
  func `what cannot be is refused before the work`(
    _ options: [String], _ words: [String]
  ) throws {
    try folder.write("own/pgae.mustache", "x")
    try folder.write("study.yaml", "theme: {logo: logo.svg}")
    try folder.write("none.yaml", "theme: {logo: none.svg}")
    try folder.write("logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>")
    let run = try Program.run(["build", "logs"] + options, in: folder.path)
    #expect(run.status == 2, "\(run.errors)")
    for word in words { #expect(run.errors.contains(word), "\(run.errors)") }
    #expect(!folder.exists("site") && !folder.exists("site.html"))
  }

  @Test func `a wrong SOURCE_DATE_EPOCH is refused, a right one dates the feed`() throws {
    let wrong = try build(environment: ["SOURCE_DATE_EPOCH": "today"])
    #expect(wrong.status == 2 && wrong.errors.contains("SOURCE_DATE_EPOCH"))
    let right = try build(
      "--base-url", "https://example.org/r", environment: ["SOURCE_DATE_EPOCH": "86400"])
    #expect(right.status == 0)
    #expect(try folder.text("site/feed.xml").contains("1970-01-02T00:00:00Z"))
  }

  @Test func `what a site with an address lacks is said`() throws {
    let run = try Program.run(
      ["build", "logs", "--base-url", "https://example.org/r"], in: folder.path,
      environment: ["PATH": "/nowhere"])
    #expect(
      run.status == 0 && run.errors.contains("no feed.xml") && run.errors.contains("no card.png"))
  }

  @Test func `no name of the logs is in an anonymous report`() throws {
    #expect(try build("--anonymous").status == 0)
    #expect(try build("--anonymous", "--single-file").status == 0)
    for (name, bytes) in try folder.everything() where name.hasPrefix("site") {
      let text = String(decoding: bytes, as: UTF8.self)
      for secret in ["base-7b", "rl-7b", "HumanEval", "two-models", "samples.jsonl"] {
        #expect(!text.contains(secret), "\(name) tells \(secret)")
      }
    }
  }

  @Test func `templates of one's own take the place of the embedded ones`() throws {
    try folder.write("own/logo.mustache", "<b>Our lab</b>")
    #expect(try build("--templates", "own").status == 0)
    #expect(try folder.text("site/index.html").contains("<b>Our lab</b>"))
    #expect(try folder.text("site/manifest.json").contains("\"templates\" : \"logo.mustache\""))
    try folder.write("own/single.mustache", "<!doctype html>{{#articles}}{{{body}}}{{/articles}}")
    let run = try build("--templates", "own", "--single-file")
    #expect(
      run.status == 2 && run.errors.contains("single.mustache") && !folder.exists("site.html"))
  }
}
