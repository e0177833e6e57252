import Testing

@testable import Report

/// BibTeX as files have it, and references as a page shows them.
struct BibTeXTests {
  private func reference(_ text: String, _ key: String = "k") throws -> Bibliography.Reference {
    try Bibliography(text, path: "r.bib").reference(key)
  }

  private func fault(_ text: String, _ key: String = "k") -> Bibliography.Fault? {
    do {
      _ = try reference(text, key)
      return nil
    } catch {
      return error as? Bibliography.Fault
    }
  }

  @Test func `an article is its authors, title, place and year`() throws {
    let found = try reference(
      """
      Comments outside. @string{j = "Journal of " # {Tests}}
      @Article{k,
        author = "G{\\"o}del, Kurt and {\\'E}variste Galois and \\v{S}im\\'{\\i}k, J.",
        title  = {On {LLM}s \\& proofs --- a study},
        journal = j, volume = 3, number = 4, pages = {1--20}, year = 1931,
        doi = {10.1000/x.1},
      }
      """)
    #expect(
      found.text
        == "Kurt Gödel, Évariste Galois and J. Šimík. On LLMs & proofs — a study. Journal of Tests, 3(4), pp. 1–20, 1931."
    )
    #expect(found.link?.href == "https://doi.org/10.1000/x.1")
  }

  @Test func `an empty text ends where it begins`() throws {
    let found = try reference(#"@misc{k, note = "", author = {A}, title = {T}, year = 1}"#)
    #expect(found.text == "A. T. 1.")
  }

  @Test func `others are et al, and arXiv is linked`() throws {
    let found = try reference(
      "@misc{k, author={Chen, Mark and others}, title={What?}, year={2021}, eprint={2107.03374}, archiveprefix={arXiv}}"
    )
    #expect(found.text == "Mark Chen et al. What? 2021.")
    #expect(found.link?.text == "arXiv:2107.03374")
    #expect(found.link?.href == "https://arxiv.org/abs/2107.03374")
  }

  @Test(arguments: ["javascript:alert(1)", "http://x", "https://x y", "https://x\"><script>"])
  func `an address that is no plain https link is left out`(url: String) throws {
    let found = try reference("@misc{k, author={A}, title={T}, year=1, url={\(url)}}")
    #expect(found.link == nil)
  }

  @Test func `markup in a title is words`() throws {
    let found = try reference(
      "@misc{k, author={A}, title={<script>alert(1)</script> \\emph{x}}, year=1}")
    #expect(found.text.contains("<script>alert(1)</script> x"))
  }

  @Test(arguments: [
    ("@misc{k, title={T}, year=1}", "has no author"),
    ("@misc{k, author={A}}", "has no title and year"),
    ("@misc{k, author={A}, title={\\foo{T}}, year=1}", "unknown command \\foo"),
    ("@misc{j, author={A}, title={T}, year=1}", "no entry 'k'"),
  ]) func `an entry that is used is whole`(text: String, words: String) {
    #expect(fault(text)?.detail.contains(words) == true, "\(fault(text) as Any)")
  }

  @Test func `an unknown key is answered with the nearest`() {
    let fault = fault("@misc{chen2021, author={A}, title={T}, year=1}", "chen2012")
    #expect(fault?.remedy == "Did you mean 'chen2021'?")
  }

  @Test(arguments: [
    ("\n@misc{k, title={T", 2, "brace is not closed"), ("@misc{k, title=\"T", 1, "quote"),
    ("@misc k", 1, "'{' is missing"), ("@misc{, a={b}}", 1, "no key"),
    ("@misc{k, title T}", 1, "'=' is missing"), ("@misc{k, journal=foo}", 1, "no @string 'foo'"),
    ("@misc{k, a=1}\n\n@misc{k, a=2}", 3, "two entries"), ("@misc{k, a=1, a=2}", 1, "twice"),
    ("@misc{k, a=1", 1, "not closed"), ("@misc{k, a=}", 1, "value is missing"),
  ]) func `a broken file is told of with its line`(text: String, line: Int, words: String) {
    let fault = #expect(throws: BibTeX.Fault.self) { try BibTeX(text) }
    #expect(fault?.line == line && fault?.detail.contains(words) == true, "\(fault as Any)")
  }
}
