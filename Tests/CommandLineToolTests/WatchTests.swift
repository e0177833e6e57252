import Foundation
import Testing

/// `build --watch`, as a user sees it work.
@Suite struct WatchTests {
  let folder: Folder

  init() throws {
    folder = try Folder()
    try folder.write("logs/base.csv", "run,benchmark,problem,n,c\nbase,b,p1,8,3\nbase,b,p2,8,5\n")
    try folder.write("logs/rl.csv", "run,benchmark,problem,n,c\nrl,b,p1,8,4\nrl,b,p2,8,6\n")
  }

  /// The program at its watch.
  private func start(_ arguments: String...) throws -> Child {
    try Child(
      [try Program.path(), "build", "logs", "--watch", "-o", "logs/site"] + arguments,
      in: folder.path, environment: ["XDG_CACHE_HOME": folder / "cache"],
      standardOutput: folder / "out", standardError: folder / "said")
  }

  /// Waits until so many lines were said, and gives the last.
  private func said(
    _ lines: Int, _ child: Child, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> String {
    for _ in 0..<400 {
      let all = try folder.text("said").split(separator: "\n").map(String.init)
      if all.count >= lines { return all[lines - 1] }
      _ = child.wait(upTo: 0.025)
    }
    let all = try folder.text("said")
    Issue.record("line \(lines) was not said in 10 s:\n\(all)", sourceLocation: sourceLocation)
    return ""
  }

  private func end(_ child: Child) throws {
    child.send(SIGINT)
    #expect(child.wait(upTo: 10) == -SIGINT)
  }

  @Test func `a change, a new file in a new folder and one that goes are built, and named`() throws
  {
    let child = try start()
    #expect(try said(1, child).contains("watching"))
    #expect(try folder.text("out").hasSuffix("logs/site/index.html\n"))
    let first = try folder.everything(below: "logs/site")

    try folder.write("logs/rl.csv", "run,benchmark,problem,n,c\nrl,b,p1,8,1\nrl,b,p2,8,2\n")
    let changed = try said(2, child)
    #expect(changed.contains("rl.csv changed; built again in "), "\(changed)")
    let second = try folder.everything(below: "logs/site")
    #expect(second != first)

    try folder.write("logs/new/sft.csv", "run,benchmark,problem,n,c\nsft,b,p1,8,1\nsft,b,p2,8,2\n")
    #expect(try said(3, child).contains("new/sft.csv changed"))
    #expect(try folder.text("logs/site/data/curves.csv").contains("\nsft,"))

    try FileManager.default.removeItem(atPath: folder / "logs/new")
    #expect(try said(4, child).contains("new/sft.csv changed"))
    #expect(try folder.everything(below: "logs/site") == second)

    // Its own site is no news to it.
    _ = child.wait(upTo: 0.6)
    try end(child)
    let all = try folder.text("said").split(separator: "\n")
    #expect(all.count == 5 && all[4] == "passcurve: interrupted; logs/site is written", "\(all)")
    #expect(try folder.names(in: "logs") == ["base.csv", "rl.csv", "site"])
  }

  @Test func `what cannot be built leaves the site whole, and watching goes on`() throws {
    let child = try start("--config", "study.yaml", "--templates", "own")
    #expect(child.wait(upTo: 10) == 2, "a wrong beginning is said at once")
    try folder.write("study.yaml", "title: One")
    try folder.write("own/passcurve.js", "")
    let other = try start("--config", "study.yaml", "--templates", "own")
    #expect(try said(1, other).contains("watching"))
    let first = try folder.everything(below: "logs/site")

    try folder.write("study.yaml", "titel: Two")
    let last = try said(4, other)
    #expect(try folder.text("said").contains("'title'"))
    #expect(last.contains("study.yaml changed; the site is as it was"))
    #expect(try folder.everything(below: "logs/site") == first)

    try folder.write("study.yaml", "title: Two")
    #expect(try said(5, other).contains("study.yaml changed; built again"))
    #expect(try folder.text("logs/site/index.html").contains("<h1>Two</h1>"))

    try folder.write("own/passcurve.js", "// own\n")
    #expect(try said(6, other).contains("passcurve.js changed; built again"))
    #expect(try folder.text("logs/site/passcurve.js").hasPrefix("// own\n"))
    try end(other)
  }
}
