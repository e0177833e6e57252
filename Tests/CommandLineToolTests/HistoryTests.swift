import Foundation
import Testing

@testable import CommandLineTool

/// `passcurve history`, as a nightly job and whoever looks at it use it.
@Suite struct HistoryTests {
  let folder: Folder

  init() throws {
    folder = try Folder()
    for night in 1...4 { try folder.write("n\(night).csv", manyCounts(6, shift: night)) }
  }

  private func history(_ arguments: String..., sourceLocation: SourceLocation = #_sourceLocation)
    throws -> Program
  {
    try Program.run(
      ["history"] + arguments, in: folder.path, sourceLocation: sourceLocation)
  }

  private func add(_ night: Int, _ more: String...) throws -> Program {
    try Program.run(
      ["history", "add", "n\(night).csv", "--night", "2026-01-0\(night)"] + more, in: folder.path)
  }

  @Test func `a night is added once, listed, and comes back with the bytes of its tally`() throws {
    let tally = try Program.run("tally", "n1.csv", in: folder.path)
    let first = try add(1, "--name", "release-1.2", "--link", "2026-01-01/index.html")
    #expect(first.status == 0 && first.errors == "", "\(first.errors)")
    #expect(first.text.hasPrefix("added: 2026-01-01  ") && first.text.contains("  release-1.2: "))
    #expect(first.text.contains(" run") && first.text.hasSuffix(" samples\n"))
    let again = try add(1)
    #expect(again.status == 0 && again.text.hasPrefix("there already: 2026-01-01  "))
    #expect(try add(2).status == 0)
    let other = try history("add", "n3.csv", "--night", "2026-01-02")
    #expect(other.text.contains("the latest of that night, beside 1 other\n"))

    for set in ["release-1.2", "2026-01-01"] {
      let export = try history("export", "--set", set)
      #expect(export.status == 0 && export.output == tally.output, "\(export.errors)")
    }
    #expect(try history("export", "-o", "last.csv").status == 0)
    #expect(
      try folder.read("last.csv") == Program.run("tally", "n3.csv", in: folder.path).output)
    let lines = try history("export", "--set", "release-1.2", "--format", "jsonl")
    #expect(
      lines.output
        == (try Program.run("tally", "n1.csv", "--format", "jsonl", in: folder.path).output))

    let list = try history("list")
    #expect(list.status == 0 && list.errors == "")
    let rows = list.text.split(separator: "\n")
    #expect(rows.count == 4 && rows.allSatisfy { $0.count <= 100 })
    #expect(rows[0].hasPrefix("night       name         set       runs  benchmarks"))
    #expect(rows[1].hasPrefix("2026-01-01  release-1.2  "))
    #expect(rows[1].hasSuffix("2026-01-01/index.html"))
    let csv = try history("list", "--format", "csv").text.split(separator: "\n")
    #expect(
      csv[0].hasPrefix("night,name,fingerprint,runs,benchmarks,problems,samples,verdict,link"))
    let fields = csv[1].split(separator: ",", omittingEmptySubsequences: false)
    #expect(fields[2].count == 64 && rows[1].contains("  \(fields[2].prefix(8))  "))
    let json = try history("list", "--format", "json")
    struct Item: Decodable {
      let night, fingerprint: String
      let name: String?
      let samples: Int
    }
    let items = try JSONDecoder().decode([Item].self, from: Data(json.output))
    #expect(items.map(\.night) == ["2026-01-01", "2026-01-02", "2026-01-02"])
    #expect(items[0].name == "release-1.2" && "\(items[0].samples)" == fields[6])
    #expect(try history("check").text.hasPrefix("whole: 3 sets, "))
    #expect(try folder.names().filter { $0.contains("sqlite") } == ["passcurve-history.sqlite"])
  }

  @Test func `all sets are one table, and may replace one`() throws {
    for night in [2, 1] { #expect(try add(night).status == 0) }
    for _ in 1...2 {
      let all = try history("export", "--all", "-o", "all.csv")
      #expect(all.status == 0, "\(all.errors)")
    }
    let rows = try folder.text("all.csv").split(separator: "\n")
    #expect(
      rows[0] == "night,fingerprint,run,benchmark,problem,n,c,missing,truncated,group,variant")
    let expected = try [1, 2].flatMap { night in
      try Program.run("tally", "n\(night).csv", in: folder.path).text.split(separator: "\n")
        .dropFirst().map { (night, String($0)) }
    }
    #expect(rows.count == expected.count + 1)
    for (row, (night, tail)) in zip(rows.dropFirst(), expected) {
      #expect(row.hasPrefix("2026-01-0\(night),") && row.hasSuffix(",\(tail)"))
    }
  }

  @Test func `a site's own counts are those of its report`() throws {
    #expect(try Program.run("build", "n1.csv", "-o", "site", in: folder.path).status == 0)
    for path in ["site", "site/"] {
      let run = try history("add", path, "--night", "2026-01-01")
      #expect(run.status == 0 && run.errors == "", "\(run.errors)")
    }
    let rows = try history("list", "--format", "csv").text.split(separator: "\n")
    #expect(rows.count == 2)
    let report = try folder.text("site/report.json")
    #expect(report.contains(rows[1].split(separator: ",", omittingEmptySubsequences: false)[2]))
  }

  @Test func `the night is said, never taken from the clock`() throws {
    let none = try history("add", "n1.csv")
    #expect(none.status == 2 && none.errors.contains("--night \"$(date -I)\""))
    #expect(!folder.exists("passcurve-history.sqlite"))
    let epoch = try Program.run(
      ["history", "add", "n1.csv"], in: folder.path,
      environment: ["SOURCE_DATE_EPOCH": "1769817600"])
    #expect(epoch.text.hasPrefix("added: 2026-01-31  "), "\(epoch.errors)")
    let wrong = try Program.run(
      ["history", "add", "n1.csv"], in: folder.path, environment: ["SOURCE_DATE_EPOCH": "today"])
    #expect(wrong.status == 2 && wrong.errors.contains("SOURCE_DATE_EPOCH is 'today'"))
  }

  @Test(arguments: [
    (["lsit"], ["'lsit'", "'list'"]), (["ad", "n1.csv"], ["'ad'", "'add'"]),
    (["xyzzy"], ["'xyzzy'", "add, list, export"]),
    (["add", "n1.csv", "--night", "2026-02-30"], ["'2026-02-30'", "2026-01-31"]),
    (["add", "n1.csv", "--night", "2026-01-01", "--name", "last"], ["'last'", "choice"]),
    (["add", "n1.csv", "--night", "2026-01-01", "--name", "a/b"], ["'a/b'", "path"]),
    (["add", "n1.csv", "--night", "2026-01-02", "--name", "release"], ["2026-01-01"]),
    (["add", "n1.csv", "--night", "2026-01-01", "--link", "javascript:x"], ["javascript:x"]),
    (["add", "--night", "2026-01-01"], ["passcurve"]),
    (["export", "--set", "relaese"], ["'relaese'", "'release'"]),
    (["export", "--set", "2026-01-05"], ["2026-01-05", "'2026-01-01'"]),
    (["export", "--set", "0123456789"], ["0123456789", "2026-01-01"]),
    (["export", "--set", "2026-13-01"], ["'2026-13-01'", "2026-01-31"]),
    (["export", "--all", "--format", "jsonl"], ["--all", "csv"]),
    (["export", "--formt", "csv"], ["'--formt'", "'--format'"]),
    (["list", "--format", "jsn"], ["'jsn'", "'json'"]),
    (["prune"], ["--keep 365"]), (["prune", "--keep", "0"], ["at least 1"]),
    (["prune", "--before", "yesterday"], ["'yesterday'", "2026-01-31"]),
    (["prune", "--keep", "1", "--before", "2026-01-01"], ["--keep 365"]),
  ])
  func `a wrong word is answered with the right one`(_ arguments: [String], _ words: [String])
    throws
  {
    #expect(try add(1, "--name", "release").status == 0)
    let before = try folder.everything()
    let run = try Program.run(["history"] + arguments, in: folder.path)
    #expect(run.status == 2 && run.text == "", "\(run.errors)")
    #expect(run.errors.hasPrefix("passcurve: error: "))
    for word in words { #expect(run.errors.contains(word), "\(run.errors)") }
    #expect(try folder.everything() == before)
  }

  @Test func `what goes is said before it goes`() throws {
    for night in 1...4 {
      try folder.write("n\(night).csv", manyCounts(150, shift: night))
      #expect(try add(night, "--title", "t").status == 0)
    }
    #expect(try history("add", "n1.csv", "--night", "2026-01-01", "--name", "v1").status == 0)
    let dry = try history("prune", "--keep", "2", "--dry-run")
    #expect(dry.text.hasPrefix("2026-01-02  ") && dry.text.hasSuffix("1 set would go, 3 kept\n"))
    #expect(try history("list").text.split(separator: "\n").count == 5)
    let size = try folder.read("passcurve-history.sqlite").count
    let run = try history("prune", "--keep", "2")
    #expect(run.status == 0 && run.text == dry.text.replacing("would go", with: "gone"))
    let all = try history("prune", "--before", "2026-01-04", "--named-too")
    #expect(all.text.hasSuffix("2 sets gone, 1 kept\n"), "\(all.errors)")
    #expect(try folder.read("passcurve-history.sqlite").count < size)
    #expect(try history("check").text.hasPrefix("whole: 1 set, "))
  }

  @Test func `a history that is not there or not ours is left alone`() throws {
    for action in [["list"], ["export"], ["check"], ["prune", "--keep", "1"]] {
      let run = try Program.run(["history"] + action, in: folder.path)
      #expect(run.status == 3 && run.errors.contains("history add"), "\(run.errors)")
      let foreign = try Program.run(
        ["history"] + action + ["--store", "n1.csv"], in: folder.path)
      #expect(foreign.status == 3 && foreign.errors.contains("no history of passcurve's"))
    }
    let before = try folder.everything()
    let run = try history("add", "n2.csv", "--night", "2026-01-01", "--store", "n1.csv")
    #expect(run.status == 4 && run.errors.contains("n1.csv is no history of passcurve's"))
    let lost = try history("add", "n2.csv", "--night", "2026-01-01", "--store", "none/h.sqlite")
    #expect(lost.status == 4 && lost.errors.contains("none"))
    let input = try history("add", "lost.csv", "--night", "2026-01-01")
    #expect(input.status == 3)
    #expect(try folder.everything() == before)
  }

  @Test func `no room is an error, and the history is as it was`() throws {
    #expect(try add(1).status == 0)
    let store = "passcurve-history.sqlite"
    let before = try folder.read(store)
    try folder.write("large.csv", manyCounts(6_000, shift: 3))
    // In units of 1,024 bytes: less than the history would need, or its journal.
    for limit in [before.count / 1_024 + 16, 16] {
      let run = try Program.shell(
        """
        trap '' XFSZ; ulimit -f \(limit)
        "$passcurve" history add large.csv --night 2026-01-02 --no-cache
        """, in: folder.path)
      #expect(run.status == 4 && run.text == "", "\(limit): \(run.errors)")
      #expect(run.errors.contains("\(store) cannot be written: "))
      #expect(run.errors.contains("Make room"))
      #expect(try folder.read(store) == before)
      #expect(!folder.exists("\(store)-journal"))
    }
    #expect(try history("add", "large.csv", "--night", "2026-01-02").status == 0)
    #expect(try history("check").text.hasPrefix("whole: 2 sets, "))
  }

  @Test func `reading asks for no right to write`() throws {
    #expect(try add(1).status == 0)
    try folder.make("fixed")
    try folder.copy(folder / "passcurve-history.sqlite", to: "fixed/h.sqlite")
    let run = try Program.shell(
      """
      cp "$passcurve" passcurve; chmod 755 . passcurve; chmod 444 fixed/h.sqlite; chmod 555 fixed
      as=; [ "$(id -u)" != 0 ] || as='setpriv --reuid=65534 --regid=65534 --clear-groups'
      for action in list export check 'add n2.csv --night 2026-01-02'; do
        $as ./passcurve history $action --store fixed/h.sqlite; echo "exit $?"
      done
      chmod 755 fixed
      """, in: folder.path)
    #expect(run.text.contains("2026-01-01  "))
    #expect(run.text.contains("run,benchmark,problem,"))
    #expect(run.text.contains("whole: 1 set, "))
    let exits = run.text.split(separator: "\n").filter { $0.hasPrefix("exit ") }
    #expect(exits == ["exit 0", "exit 0", "exit 0", "exit 4"], "\(run.errors)")
    #expect(run.errors.contains("fixed/h.sqlite cannot be written"))
  }

  @Test func `damage is told, with exit code 1`() throws {
    #expect(try add(1).status == 0)
    var bytes = try folder.read("passcurve-history.sqlite")
    // The last bytes of a page are those of the first row written to it.
    for page in stride(from: 8 * 4096, through: bytes.count, by: 4096) { bytes[page - 3] ^= 1 }
    try folder.write("passcurve-history.sqlite", bytes)
    let run = try history("check")
    #expect(run.status == 1 && run.text == "", "\(run.status)")
    #expect(run.errors.contains("passcurve-history.sqlite is damaged"), "\(run.errors)")
  }

  @Test func `two jobs at once, and the same bytes whatever the folder`() throws {
    let run = try Program.shell(
      """
      for n in 1 2 3 4; do "$passcurve" history add n$n.csv --night 2026-01-0$n & done
      for n in 1 2 3 4; do "$passcurve" history add n$n.csv --night 2026-02-0$n & done
      wait; "$passcurve" history list; "$passcurve" history check
      """, in: folder.path)
    #expect(run.status == 0 && run.errors == "", "\(run.errors)")
    #expect(run.text.contains("whole: 8 sets, "))
    var files: [[UInt8]] = []
    for _ in 1...2 {
      let other = try Folder()
      for night in 1...3 {
        try other.write("n\(night).csv", try folder.text("n\(night).csv"))
        let run = try Program.run(
          ["history", "add", "n\(night).csv", "--night", "2026-01-0\(night)"], in: other.path)
        #expect(run.status == 0)
      }
      files.append(try other.read("passcurve-history.sqlite"))
    }
    #expect(files[0] == files[1])
  }

  @Test(arguments: HistoryActions.all.compactMap { $0.configuration.commandName })
  func `help of an action says an example and fits`(action: String) throws {
    let help = try Program.run("history", action, "--help")
    #expect(help.status == 0 && help.errors == "")
    #expect(help.text.contains("USAGE: passcurve history \(action)"))
    #expect(help.text.contains("Example: passcurve history \(action)"))
    for line in help.text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
  }
}
