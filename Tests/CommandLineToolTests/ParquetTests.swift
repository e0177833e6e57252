import Foundation
import Testing

/// Counts as Parquet, in and out, with DuckDB's program and without.
@Suite struct ParquetTests {
  let folder: Folder

  init() throws {
    folder = try Folder()
    try folder.copy(Folder.fixture("human-eval/two-models-n20"), to: "logs")
  }

  private func tally(_ words: String..., environment: [String: String] = [:]) throws -> Program {
    try Program.run(["tally"] + words, in: folder.path, environment: environment)
  }

  @Test func `a tally in Parquet is the tally, and the same bytes every time`() throws {
    let csv = try tally("logs").output
    let written = try tally("logs", "--format", "parquet", "-o", "t.parquet")
    #expect(written.status == 0, "\(written.errors)")
    let bytes = try folder.read("t.parquet")
    #expect(bytes.starts(with: "PAR1".utf8) && bytes.suffix(4) == Array("PAR1".utf8)[...])
    let back = try tally("t.parquet", "--strict")
    #expect(back.status == 0, "\(back.errors)")
    #expect(back.output == csv)
    #expect(try tally("logs", "--format", "parquet", "--threads", "1").output == bytes)
    let piped = try Program.shell(
      "\"$passcurve\" tally t.parquet --format parquet | cat", in: folder.path)
    #expect(piped.output == bytes)
    for (input, site) in [("logs", "a"), ("t.parquet", "b")] {
      #expect(try Program.run("build", input, "-o", site, in: folder.path).status == 0)
    }
    for table in ["curves", "comparisons", "crossovers", "problems", "tally"] {
      #expect(try folder.read("a/data/\(table).csv") == folder.read("b/data/\(table).csv"))
    }
  }

  @Test func `names of any kind and what is unknown come back`() throws {
    let names = ["a,\"b\"", "é\u{2028}", "\u{1F600}", "tab\t\\n", "'; DROP TABLE t; --", "NULL"]
    var text = "{\"problem\":\"\\u0000\",\"n\":3,\"c\":1}\n"
    for (index, name) in names.enumerated() {
      let spelled = String(decoding: try JSONEncoder().encode(name), as: UTF8.self)
      text += "{\"run\":\(spelled),\"problem\":\(spelled),\"n\":1000000000000000,\"c\":\(index),"
      text += "\"missing\":2,\"truncated\":0,\"group\":\(spelled),\"variant\":\(spelled)}\n"
    }
    try folder.write("t.jsonl", text)
    #expect(try tally("t.jsonl", "--format", "parquet", "-o", "t.parquet").status == 0)
    let lines = try tally("t.jsonl", "--format", "jsonl")
    #expect(lines.text.split(separator: "\n").count == 7)
    #expect(try tally("t.parquet", "--format", "jsonl", "--strict").output == lines.output)
  }

  @Test func `a Parquet tally of ours is replaced, nobody else's`() throws {
    for format in ["parquet", "csv", "parquet", "parquet"] {
      let run = try tally("logs", "--format", format, "-o", "t")
      #expect(run.status == 0, "\(run.errors)")
    }
    let details = "details/org/rl-7b/2026-11-20T22-22-21.837695/"
    let name = "details_aime_mini|0_2026-11-20T22-22-21.837695.parquet"
    try folder.copy(
      Folder.fixture("lighteval/two-models-n16/\(details)/\(name)"), to: "theirs.parquet")
    try folder.write("short.parquet", "PAR1")
    try folder.write("note.parquet", "PAR1 passcurve tally PAR1")
    let before = try folder.everything()
    for other in ["theirs.parquet", "short.parquet", "note.parquet"] {
      let run = try tally("logs", "--format", "parquet", "-o", other)
      #expect(run.status == 4)
      #expect(run.errors.contains("something else"))
    }
    let own = try tally("t", "--format", "parquet", "-o", "t")
    #expect(own.status == 4 && own.errors.contains("is an input"))
    #expect(try folder.everything() == before)
  }

  @Test func `a terminal is not written Parquet to`() throws {
    let run = try Program.shell(
      "script -qec '\"$passcurve\" tally logs --format parquet' /dev/null", in: folder.path)
    #expect(run.status == 2 && run.text.contains("-o FILE") && !run.text.contains("PAR1"))
  }

  @Test func `without the program the files are named, and all else is read`() throws {
    try folder.copy(Folder.fixture("lighteval/two-models-n16"), to: "logs/le")
    let none = ["PATH": "/nowhere"]
    let run = try Program.run(["check", "logs"], in: folder.path, environment: none)
    #expect(run.status == 0)
    #expect(run.text.contains(#/  4 × needs-program\n.*\n    .*pip install duckdb-cli/#))
    #expect(run.text.contains("human-eval, 1 file"))
    let strict = try Program.run(["check", "logs", "--strict"], in: folder.path, environment: none)
    #expect(strict.status == 3)
    let with = try Program.run(["check", "logs", "--strict"], in: folder.path)
    #expect(with.status == 0, "\(with.errors)")
    #expect(with.text.contains(/org\/rl-7b +aime_mini\|0 +10 +16 +0 .* lighteval/))

    let before = try folder.everything()
    let out = try tally("logs", "--format", "parquet", "-o", "t.parquet", environment: none)
    #expect(out.status == 4)
    #expect(out.errors.contains("there is no program duckdb in PATH"))
    #expect(out.errors.contains("pip install duckdb-cli"))
    #expect(try folder.everything() == before)
  }

  @Test func `a broken program is said, not waited for`() throws {
    try folder.copy(Folder.fixture("lighteval/two-models-n16"), to: "le")
    try folder.write("bin/script", "#!/bin/sh\necho 'Catalog Error: too old' >&2\nexit 1\n")
    // By a process of its own: what this one writes to, a fork of another test may hold open, and
    // then it cannot be run ("text file busy").
    let install = try Process.run(
      URL(fileURLWithPath: "/usr/bin/install"),
      arguments: ["-m", "755", folder / "bin/script", folder / "bin/duckdb"])
    install.waitUntilExit()
    try #require(install.terminationStatus == 0)
    let path = ["PATH": "\(folder.path)/bin:/usr/bin:/bin"]
    let run = try Program.run(["check", "le"], in: folder.path, environment: path)
    #expect(run.status == 3)
    #expect(run.text.contains("bin/duckdb does not work: Catalog Error: too old\n"))
    #expect(run.text.contains(" × needs-program\n"))
  }
}
