import Testing

@testable import EvalLogs

/// Samples one by one: what `tally --samples` writes, and how tables of them merge.
@Suite struct SampleTableTests {
  private static let all = ReadOptions(samples: Set(SampleColumn.allCases))

  private func csv(_ table: SampleTable) -> String {
    var bytes: [UInt8] = []
    table.writeCSV { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let rows = """
    problem,sample,correct,answer,tokens,cost,group
    p2,1,1,42,10,0.5,easy
    p10,0,0,"a,b",12,,hard
    p2,0,,,,,easy

    """

  @Test func `a row a sample, with what is known of it`() throws {
    let reading = try Fixtures.read(["m/b.csv": Self.rows], Self.all)
    #expect(
      csv(reading.samples) == """
        run,benchmark,problem,sample,correct,answer,tokens,cost,group,file,offset
        m/b,,p2,0,,,,,easy,m/b.csv,93
        m/b,,p2,1,1,42,10,0.5,easy,m/b.csv,48
        m/b,,p10,0,0,"a,b",12,,hard,m/b.csv,70

        """)
    #expect(reading.samples.count == 3)
  }

  @Test func `only the columns asked for are read and written`() throws {
    let reading = try Fixtures.read(
      ["m/b.csv": Self.rows], ReadOptions(samples: [.tokens]))
    #expect(
      csv(reading.samples).split(separator: "\n").map(String.init) == [
        "run,benchmark,problem,sample,correct,tokens", "m/b,,p2,0,,", "m/b,,p2,1,1,10",
        "m/b,,p10,0,0,12",
      ])
    #expect(try Fixtures.read(["m/b.csv": Self.rows]).samples.count == 0)
  }

  @Test func `never more than a hundred bytes a sample`() {
    #expect(SampleStore.width(Set(SampleColumn.allCases)) <= 100)
    #expect(SampleStore.width([]) == 8)
  }

  @Test func `the table is the tally, sample by sample`() throws {
    let path = Fixtures.path("limit-of-rlvr/two-models-two-seeds")
    let reading = try EvalLogs.read(paths: [path], options: Self.all)
    let again = try Fixtures.read(["all.csv": csv(reading.samples)])
    #expect(again.issues == [])
    let counts = { (table: TallyTable) in
      table.rows.map { "\($0.run) \($0.benchmark) \($0.problem) \($0.tally) \($0.variant ?? "")" }
    }
    #expect(counts(again.table) == counts(reading.table))
    #expect(reading.samples.count == 1024)
  }

  @Test func `counts have no part in a table of samples`() throws {
    let reading = try Fixtures.read(
      ["t.csv": "problem,n,c\np,4,2\nq,4,0\n", "r.csv": "problem,correct\np,1\n"], Self.all)
    #expect(reading.samples.count == 1)
    #expect(reading.codes == [.countsOnly])
    // What is content with counts does not speak of it.
    #expect(reading.withoutIssues(.countsOnly).codes == [])
  }

  @Test func `a long answer is known by its digest`() throws {
    let long = String(repeating: "é", count: 100)
    let reading = try Fixtures.read(
      ["r.csv": "problem,sample,correct,answer\np,0,1,\(long)\np,1,1,\(long)x\np,2,1,\(long)\n"],
      ReadOptions(samples: [.answer]))
    let answers = reading.samples.samples(ofRow: 0).map { $0.values[0]!.text }
    #expect(answers[0] == answers[2] && answers[0] != answers[1])
    #expect(answers.allSatisfy { $0.utf8.count <= 64 && $0.hasPrefix("éééé") })
  }

  // MARK: Merging

  private func merged(_ folder: TemporaryFolder, _ names: [String]) throws -> String {
    let parts = try Merge.parts(
      paths: names.map { folder.path + "/" + $0 }, options: ReadOptions())
    #expect(try Merge.kind(of: parts) == .samples)
    var bytes: [UInt8] = []
    let issues = try Merge.samples(parts, options: ReadOptions()) { bytes += $0 }
    #expect(issues == [])
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(arguments: 0..<40)
  func `any split that keeps logs together merges to the same bytes`(seed: UInt64) throws {
    var random = SeededNumbers(seed)
    let logs = (0..<Int.random(in: 2...6, using: &random)).map { log -> (String, String) in
      let known = ["answer", "tokens", "order", "variant", "group", "cost"].filter { _ in
        Bool.random(using: &random)
      }
      let isNumbered = Bool.random(using: &random)
      let rows = (0..<Int.random(in: 1...12, using: &random)).map { row in
        let cells = known.map { name in
          Bool.random(using: &random)
            ? ""
            : "\(name == "tokens" || name == "order" ? "" : "é, ")"
              + "\(Int.random(in: 0...12, using: &random))"
        }
        let outcome = ["0", "1", ""].randomElement(using: &random)!
        return
          ([
            "p\(Int.random(in: 1...12, using: &random))", isNumbered ? "\(row)" : "", outcome,
          ] + cells).map { $0.contains(",") ? "\"\($0)\"" : $0 }.joined(separator: ",")
      }
      let header = (["problem", "sample", "correct"] + known).joined(separator: ",")
      return ("run\(log)/b\(log % 2).csv", header + "\n" + rows.joined(separator: "\n") + "\n")
    }
    let whole = csv(try Fixtures.read(logs.map { ($0.0, Array($0.1.utf8)) }, Self.all).samples)
    let folder = try TemporaryFolder()
    var names: [String] = []
    var rest = logs.shuffled(using: &random)
    while !rest.isEmpty {
      let count = Int.random(in: 1...rest.count, using: &random)
      let part = try Fixtures.read(
        rest.prefix(count).map { ($0.0, Array($0.1.utf8)) }, Self.all)
      rest.removeFirst(count)
      names.append("part\(names.count).csv")
      try folder.write(names.last!, csv(part.samples))
    }
    #expect(try merged(folder, names.shuffled(using: &random)) == whole)
  }

  @Test func `tallies of any split add up to the same bytes`() throws {
    let path = Fixtures.path("limit-of-rlvr/two-models-two-seeds")
    let reading = try EvalLogs.read(paths: [path])
    let folder = try TemporaryFolder()
    var names: [String] = []
    for name in ["Qwen-2.5-7B-SimpleRL-Zoo", "Qwen2.5-7B"] {
      for seed in 1...2 {
        let run = "\(path)/\(name)_aime24_temp0.6_n32_seed\(seed)"
        let part = try EvalLogs.read(paths: [run], options: ReadOptions(root: path))
        names.append("\(names.count)/part-0.csv")
        try folder.write(names.last!, String(decoding: part.table.csv(), as: UTF8.self))
      }
    }
    for order in [names, names.reversed()] {
      let parts = try Merge.parts(
        paths: order.map { folder.path + "/" + $0 }, options: ReadOptions())
      let sum = Merge.tallies(parts, options: ReadOptions(threads: 2))
      #expect(sum.issues == [])
      #expect(sum.table.csv() == reading.table.csv())
    }
  }

  @Test func `what is no tally is refused, and counts with samples`() throws {
    let folder = try TemporaryFolder()
    try folder.write("t.csv", "run,benchmark,problem,n,c\nr,b,p,2,1\n")
    try folder.write("s.csv", "run,benchmark,problem,sample,correct\nr,b,p,0,1\n")
    try folder.write("notes.txt", "hello")
    let path = { (name: String) in folder.path + "/" + name }
    #expect {
      _ = try Merge.parts(paths: [path("notes.txt")], options: ReadOptions())
    } throws: { "\($0)".contains("notes.txt: it is no tally") }
    #expect {
      let parts = try Merge.parts(
        paths: [path("t.csv"), path("s.csv")], options: ReadOptions())
      _ = try Merge.kind(of: parts)
    } throws: { "\($0)".contains("cannot be added") }
    try folder.write("u.csv", "run,benchmark,problem,sample,correct\nr,b,q,0,1\nr,b,p,0,1\n")
    #expect {
      let parts = try Merge.parts(paths: [path("u.csv")], options: ReadOptions())
      _ = try Merge.samples(parts, options: ReadOptions()) { _ in }
    } throws: { "\($0)".contains("line 3 stands before the line above it") }
  }
}

/// Numbers from a seed.
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state &* 0x2545_F491_4F6C_DD1D
  }
}
