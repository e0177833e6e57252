import Testing

@testable import EvalLogs

@Suite struct JUnitTests {
  private func read(_ cases: String, _ options: ReadOptions = ReadOptions()) throws -> Reading {
    try Fixtures.read(
      ["m.xml": "<testsuites><testsuite>\(cases)</testsuite></testsuites>"], options)
  }

  private func test(_ name: String, _ inner: String = "") -> String {
    "<testcase classname=\"c\" name=\"\(name)\">\(inner)</testcase>"
  }

  @Test func `only whole series are repeats`() throws {
    let reading = try read(
      [
        "a[1-3]", "a[2-3]", "a[3-3]", "b[x-1-2]", "b[x-2-2]", "d[1-1]", "e[2-3]", "f[0-2]",
        "g[1-2]",
      ]
      .map { test($0) }.joined())
    #expect(
      reading.summary == [
        "m,junit,c::a 3/3", "m,junit,c::b[x] 2/2", "m,junit,c::d[1-1] 1/1",
        "m,junit,c::e[2-3] 1/1", "m,junit,c::f[0-2] 1/1", "m,junit,c::g 1/1",
      ])
  }

  @Test func `a test without a name is no sample, and said`() throws {
    let reading = try read(
      "<testcase name=\"\"/><testcase><properties><property name=\"problem\" value=\"\"/></properties></testcase>"
        + test("a"))
    #expect(reading.summary == ["m,junit,c::a 1/1"])
    #expect(reading.codes.contains(.missingField))
  }

  @Test func `of one name in one suite the last is the outcome`() throws {
    let cases = test("a") + test("a", "<failure/>") + test("b") + test("b") + test("d")
    let reading = try read(cases + "</testsuite><testsuite>" + test("d"))
    #expect(reading.summary == ["m,junit,c::a 0/1", "m,junit,c::b 1/1", "m,junit,c::d 2/2"])
    #expect(reading.codes == [.notCounted, .notCounted])
  }

  @Test func `a pass at the end of a cut file may be a rerun's`() throws {
    let reading = try Fixtures.read(["m.xml": "<testsuite>" + test("a") + test("b") + "\n<testcase"]
    )
    #expect(reading.summary == ["m,junit,c::a 1/1"] && reading.codes == [.truncatedRecord])
  }

  @Test(arguments: [
    (ReadOptions.Errors.harness, "1/3+1"), (.drop, "1/2+2"), (.wrong, "1/4"),
  ])
  func `errors are treated as asked`(errors: ReadOptions.Errors, counts: String) throws {
    let problem = "<properties><property name=\"problem\" value=\"p\"/></properties>"
    let reading = try read(
      test("a", problem) + test("b", problem + "<failure/>") + test("d", problem + "<error/>")
        + test("e", problem + "<skipped/>"), ReadOptions(errors: errors))
    #expect(reading.summary == ["m,junit,p \(counts)"])
  }

  @Test func `tests without a class, nested suites and prefixes`() throws {
    let reading = try Fixtures.read([
      "m.xml": "<j:testsuite xmlns:j='x'><j:testsuite><j:testcase name='a'/></j:testsuite>"
        + "<j:testcase name='a'><j:error/></j:testcase></j:testsuite>"
    ])
    #expect(reading.inputs.map(\.format) == [nil])
    let plain = try Fixtures.read([
      "m.xml": "<!-- <x> --><testsuite><testsuite><testcase name='a'/></testsuite>"
        + "<testcase name='a'><error/></testcase></testsuite>"
    ])
    #expect(plain.summary == ["m,junit,a 1/2"])
  }
}
