import Testing

/// Writeups beside the logs: what is read, how a build ends, what it says.
struct WriteupTests {
  let folder: Folder

  init() throws {
    folder = try Folder()
    try folder.write(
      "study/counts.csv",
      "run,benchmark,problem,n,c\n"
        + (1...30).map { "base,aime24,\($0),8,2\nRL,aime24,\($0),8,6\n" }.joined())
    try folder.write(
      "study/passcurve.yaml", "comparisons: [{baseline: base, candidate: RL}]\n")
  }

  private func build(_ arguments: String...) throws -> Program {
    try Program.run(["build", "study", "-o", "site"] + arguments, in: folder.path)
  }

  private func page(_ name: String) throws -> String {
    String(decoding: try folder.read("site/\(name)"), as: UTF8.self)
  }

  @Test func `index and posts become pages, and nothing else does`() throws {
    try folder.write("study/index.md", "# Lead\n\nRL: {{ RL.aime24.pass@1 | decimals 1 }}\n")
    try folder.write("study/posts/One Two.md", "Post {{ count(runs) }}.\n")
    try folder.write("study/README.md", "{{ nonsense }}\n")
    try folder.write("study/posts/notes.txt", "{{ nonsense }}\n")
    let program = try build()
    #expect(program.status == 0, "\(program.errors)")
    #expect(try page("index.html").contains("<h1>Lead</h1>"))
    #expect(try page("index.html").contains("RL: 75.0"))
    #expect(try page("posts/one-two.html").contains("Post 2."))
    #expect(try Program.run("verify", "site", in: folder.path).status == 0)
  }

  @Test func `an unknown name ends with 2, its place and the nearest`() throws {
    try folder.write("study/index.md", "# A\n\n{{ RL.aime42.n }}\n{{ Rl.aime24.n }}\n")
    let program = try build()
    #expect(program.status == 2)
    #expect(
      program.errors.contains(
        "passcurve: error: study/index.md:3:7: there is no benchmark 'aime42'\n  Did you mean 'aime24'?"
      ),
      "\(program.errors)")
    #expect(
      program.errors.contains("study/index.md:4:4: there is no run 'Rl'"), "\(program.errors)")
    #expect(!folder.exists("site"))
  }

  @Test func `a claim that the data do not bear ends with 1, or warns`() throws {
    try folder.write("study/index.md", "{{ claim: diff(base, RL, aime24, 1) > 0 }}\n")
    let failed = try build()
    #expect(failed.status == 1)
    #expect(
      failed.errors.contains(
        "study/index.md:1:1: the claim 'diff(base, RL, aime24, 1) > 0' is contradicted"),
      "\(failed.errors)")
    #expect(!folder.exists("site"))
    let warned = try build("--claims", "warn")
    #expect(warned.status == 0)
    #expect(warned.errors.contains("note: study/index.md:1: the claim"), "\(warned.errors)")
    #expect(try page("index.html").contains("<mark>contradicted"))
    try folder.write(
      "study/passcurve.yaml",
      "comparisons: [{baseline: base, candidate: RL}]\nwriteups: {claims: warn}\n")
    #expect(try build().status == 0)
    #expect(try build("--claims", "fail").status == 1)
  }

  @Test func `another folder and bibliography are those of the config`() throws {
    try folder.write("text/index.md", "Elsewhere [@k]\n")
    try folder.write("books.bib", "@misc{k, author={A}, title={Title}, year=1}\n")
    try folder.write("study/index.md", "not this\n")
    try folder.write(
      "study/passcurve.yaml", "writeups: {folder: ../text, bibliography: ../books.bib}\n")
    let program = try build()
    #expect(program.status == 0, "\(program.errors)")
    #expect(try page("index.html").contains("Elsewhere"))
    #expect(try page("index.html").contains("A. Title. 1."))
    try folder.write("study/passcurve.yaml", "writeups: {folder: no}\n")
    #expect(try build().status == 2)
    try folder.write("study/passcurve.yaml", "writeups: {claim: warn}\n")
    #expect(try build().errors.contains("Did you mean 'claims'?"))
  }

  @Test func `images outside of the study are refused`() throws {
    try folder.write("secret.png", [0x89, 0x50, 0x4E, 0x47])
    try folder.write("study/index.md", "![a](link.png)\n")
    try folder.link("study/link.png", to: "../secret.png")
    let program = try build()
    #expect(program.status == 2)
    #expect(program.errors.contains("outside of the study"), "\(program.errors)")
  }

  @Test func `a text that is no UTF-8 is refused`() throws {
    try folder.write("study/index.md", [0x61, 0xFF, 0x62])
    let program = try build()
    #expect(program.status == 2)
    #expect(program.errors.contains("is not UTF-8"))
  }

  @Test func `an anonymous report has none, and one file has them`() throws {
    try folder.write("study/index.md", "# Lead\n\nMy own text.\n")
    #expect(try build("--anonymous").status == 0)
    #expect(try !page("index.html").contains("My own text."))
    #expect(try page("index.html").contains("writeups are left out"))
    let single = try Program.run(
      ["build", "study", "--single-file", "-o", "one.html"], in: folder.path)
    #expect(single.status == 0, "\(single.errors)")
    #expect(String(decoding: try folder.read("one.html"), as: UTF8.self).contains("My own text."))
  }
}
