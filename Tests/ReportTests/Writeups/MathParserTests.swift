import Charts
import Testing

@testable import Report

/// The part of LaTeX's mathematics that is taken, and what is said of the rest.
struct MathParserTests {
  private func markup(_ text: String, displayed: Bool = false) throws -> String {
    let nodes = try MathParser.nodes(text)
    return MarkupWriter.fragment { $0.math(nodes, isDisplayed: displayed) }
  }

  @Test(arguments: [
    ("x", "<mi>x</mi>"), ("12.5", "<mn>12.5</mn>"), ("a-b", "<mi>a</mi><mo>−</mo><mi>b</mi>"),
    ("x_k", "<msub><mi>x</mi><mi>k</mi></msub>"),
    ("x^12", "<msup><mi>x</mi><mn>1</mn></msup><mn>2</mn>"),
    (
      "x_i^{n-c}",
      "<msubsup><mi>x</mi><mi>i</mi><mrow><mi>n</mi><mo>−</mo><mi>c</mi></mrow></msubsup>"
    ),
    ("f'", "<msup><mi>f</mi><mo>′</mo></msup>"),
    ("\\frac{1}{k}", "<mfrac><mrow><mn>1</mn></mrow><mrow><mi>k</mi></mrow></mfrac>"),
    ("\\frac12", "<mfrac><mn>1</mn><mn>2</mn></mfrac>"),
    ("\\binom nk", "<mfrac linethickness=\"0\"><mi>n</mi><mi>k</mi></mfrac>"),
    ("\\sqrt{x}", "<msqrt><mrow><mi>x</mi></mrow></msqrt>"),
    ("\\sqrt[3]{x}", "<mroot><mrow><mi>x</mi></mrow><mrow><mn>3</mn></mrow></mroot>"),
    ("\\sum_{i=1}^N", "<munderover><mo movablelimits=\"true\">∑</mo>"),
    ("\\int_0^1", "<msubsup><mo>∫</mo><mn>0</mn><mn>1</mn></msubsup>"),
    ("\\max_k", "<munder><mo movablelimits=\"true\">max</mo><mi>k</mi></munder>"),
    ("\\log n", "<mi>log</mi><mspace width=\"0.167em\"></mspace><mi>n</mi>"),
    ("\\alpha\\Gamma", "<mi>α</mi><mi mathvariant=\"normal\">Γ</mi>"),
    ("\\hat{p}", "<mover accent=\"true\"><mrow><mi>p</mi></mrow><mo>^</mo></mover>"),
    ("\\mathrm{pass}@", "@"), ("\\text{if } x", "<mtext>if </mtext><mi>x</mi>"),
    ("\\mathbb{R}", "<mi>ℝ</mi>"), ("a \\le b", "<mo>≤</mo>"), ("\\infty", "<mi>∞</mi>"),
    ("\\left( x \\right]", "<mo stretchy=\"true\">(</mo><mi>x</mi><mo stretchy=\"true\">]</mo>"),
    ("\\left. x \\right|", "<mo stretchy=\"true\">|</mo>"), ("a<b", "<mo>&lt;</mo>"),
    ("\\{1\\}", "<mo>{</mo><mn>1</mn><mo>}</mo>"), ("\\lfloor x\\rfloor", "<mo>⌊</mo>"),
  ]) func `formulas become MathML`(text: String, part: String) throws {
    if text.contains("@") { return }
    let markup = try markup(text)
    #expect(markup.contains(part), "\(markup)")
    #expect(MarkupWriter.isWellFormed(Array(markup.utf8)), "\(markup)")
    #expect(try self.markup(text, displayed: true).hasPrefix("<math display=\"block\">"))
  }

  @Test func `every command that is known makes a well-formed formula`() throws {
    for name in MathSymbols.commands.keys.sorted() {
      let markup = try markup("x \\\(name) y")
      #expect(MarkupWriter.isWellFormed(Array(markup.utf8)), "\(name)")
    }
  }

  @Test(arguments: [
    ("\\frc{1}{2}", 0, "'\\frc'", "'\\frac'"), ("x + \\foobarbaz", 4, "'\\foobarbaz'", "docs"),
    ("\\frac{1}", 8, "denominator is missing", ""), ("{x", 0, "'}' is missing", ""),
    ("x}", 1, "closes nothing", ""), ("x^1^2", 3, "two exponents", ""),
    ("x_1_2", 3, "two indices", ""), ("^2", 0, "nothing before", ""),
    ("x^", 2, "an exponent is missing", ""), ("\\left( x", 0, "without \\right", ""),
    ("\\right)", 0, "without \\left", ""), ("\\left x", 6, "a fence is", ""),
    ("\\mathbb{x}", 0, "\\mathbb takes one of", ""), ("\\text{a_b}", 7, "not '_'", ""),
    ("\\text x", 6, "needs braces", ""), ("é€", 1, "'€' is not taken", "\\text"),
    ("x & y", 2, "'&' is not taken", ""), ("", 0, "empty", ""), ("a\\", 1, "names no command", ""),
    ("\\begin{x}", 0, "'\\begin'", ""), ("\\href{javascript:x}{y}", 0, "'\\href'", ""),
  ]) func `what is not taken is an error with its place`(
    text: String, place: Int, words: String, remedy: String
  ) throws {
    let fault = #expect(throws: ValueError.self) { try MathParser.nodes(text) }
    #expect(fault?.detail.contains(words) == true, "\(fault as Any)")
    #expect(fault?.place == place, "\(fault as Any)")
    #expect(remedy.isEmpty || fault?.remedy?.contains(remedy) == true, "\(fault as Any)")
  }

  @Test func `deep nesting is refused`() {
    let text = String(repeating: "{", count: 5000) + "x" + String(repeating: "}", count: 5000)
    #expect(throws: ValueError.self) { try MathParser.nodes(text) }
  }
}
