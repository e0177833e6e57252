import Foundation
import Testing

/// A build that is asked to end, by Ctrl-C or by the system, at any moment.
@Suite struct InterruptTests {
  let folder: Folder

  init() throws { folder = try Folder() }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func `leaves the former site whole or the new one, nothing beside, and one line`(
    signal: Int32
  ) throws {
    try folder.write("former.csv", manyCounts(12, shift: 0))
    try folder.write("later.csv", manyCounts(12, shift: 4))
    try folder.make("place")
    let staging = "place/.site.passcurve-new"
    let build = [try Program.path(), "build", "--title", "t", "-o", "place/site"]
    let cache = ["XDG_CACHE_HOME": folder / "cache"]
    var sites: [[String: [UInt8]]] = []
    var time = 0.0
    for input in ["later.csv", "former.csv"] {
      let start = ContinuousClock.now
      let run = try Program.command(build + [input], in: folder.path, environment: cache)
      #expect(run.status == 0, "\(run.errors)")
      time = (ContinuousClock.now - start) / .seconds(1)
      sites.append(try folder.everything(below: "place/site"))
    }
    let (later, former) = (sites[0], sites[1])

    /// When to ask: after a share of its time, or when so many files are written beside.
    enum Moment {
      case share(Double)
      case files(Int)
    }
    let moments: [Moment] = [
      .share(0.1), .share(0.5), .files(0), .files(1), .files(former.count / 2),
      .files(former.count - 2), .share(0.95), .share(1),
    ]
    var cut = 0
    for moment in moments {
      let child = try Child(
        build + ["later.csv"], in: folder.path, environment: cache,
        standardError: folder / "said")
      switch moment {
      case .share(let share): _ = child.wait(upTo: share * time)
      case .files(let count):
        while child.wait(upTo: 0) == nil {
          guard folder.exists(staging) else { continue }
          let found = try? FileManager.default.subpathsOfDirectory(atPath: folder / staging)
          if (found?.count ?? 0) >= count { break }
        }
      }
      child.send(signal)
      let status = try #require(child.wait(upTo: 10), "\(moment)")
      // Where the machine is slow, progress is said as well.
      let said = try folder.text("said").split(separator: "\n")
        .filter { $0.hasPrefix("passcurve: ") }.joined(separator: "\n")
      #expect(try folder.names(in: "place") == ["site"], "\(moment)")
      let left = try folder.everything(below: "place/site")
      if status == 0 {
        let isRight = said == "" && left == later
        #expect(isRight, "\(moment) \(said)")
      } else {
        cut += 1
        #expect(status == -signal, "\(moment)")
        #expect(said.hasPrefix("passcurve: interrupted"), "\(said)")
        #expect(said.split(separator: "\n").count == 1, "\(said)")
        let isRight = left == (said.contains("is written") ? later : former)
        #expect(isRight, "\(moment) \(said)")
      }
      let next = try Program.command(
        build + ["former.csv"], in: folder.path, environment: cache)
      #expect(next.status == 0, "\(next.errors)")
      let isFormer = try folder.everything(below: "place/site") == former
      #expect(isFormer)
    }
    #expect(cut >= 4, "hardly any build was ended: the test tests nothing")
  }

  @Test func `a shell sees 128 and the signal, and a loop around the program ends`() throws {
    try folder.write("counts.csv", manyCounts(12, shift: 0))
    let run = try Program.shell(
      """
      trap '' HUP
      for end in INT:130 TERM:143; do
        env --default-signal=INT "$passcurve" build counts.csv -o "new/er/site" 2> said & sleep 0.05
        kill -s ${end%:*} $!; wait $!
        [ $? = ${end#*:} ] || exit 1
        cat said
      done
      """, in: folder.path)
    #expect(run.status == 0, "\(run.text) \(run.errors)")
    // Before anything is under way there is nothing to take back, and nothing said of it.
    let lines = run.text.split(separator: "\n")
    #expect(lines.count == 2 && lines.allSatisfy { $0.hasPrefix("passcurve: interrupted") })
    #expect(try folder.names() == ["counts.csv", "said"], "folders it made are left")
  }

  @Test func `a tally half written is taken back, and one that is there is as it was`() throws {
    var rows = ""
    for problem in 0..<20_000 {
      for sample in 0..<8 {
        rows += "{\"problem\":\"p\(problem)\",\"sample\":\(sample),\"correct\":true}\n"
      }
    }
    try folder.write("rows.jsonl", rows)
    try folder.write("counts.csv", "run,benchmark,problem,n,c,missing,truncated,group,variant\n")
    let arguments = [
      try Program.path(), "tally", "--samples", "rows.jsonl", "--no-cache", "-o", "counts.csv",
    ]
    let former = try folder.text("counts.csv")
    var cut = 0
    for delay in stride(from: 0.01, to: 0.3, by: 0.02) {
      let child = try Child(arguments, in: folder.path)
      _ = child.wait(upTo: delay)
      child.send(SIGINT)
      let status = try #require(child.wait(upTo: 10))
      #expect(try folder.names() == ["counts.csv", "rows.jsonl"])
      guard status != 0 else { break }
      cut += 1
      let left = try folder.text("counts.csv")
      #expect(left == former || left.utf8.count > 100_000)
      try folder.write("counts.csv", former)
    }
    #expect(cut > 0)
  }

  @Test func `a signal that is to be ignored is ignored`() throws {
    try folder.write("counts.csv", manyCounts(12, shift: 0))
    let run = try Program.shell(
      """
      trap '' INT HUP
      "$passcurve" build counts.csv & id=$!
      sleep 0.05; kill -INT $id; kill -HUP $id; wait $id
      """, in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(folder.exists("site/index.html"))
  }
}
