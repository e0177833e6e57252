import Charts
import Testing

/// Every mark there is, each of its samples, in both forms: the conformance suite.
@Suite struct `A mark` {
  private static let scales = Scales(
    x: Scale(.log2, domain: 1...256, start: 40, end: 294),
    y: Scale(.linear, domain: 0...1, start: 192, end: 14),
    frame: Frame(left: 0, right: 300, top: 8, bottom: 198))

  private static let samples: [any Mark] = Marks.all.flatMap { $0.samples }

  private func drawn(_ mark: any Mark, _ form: SVGWriter.Form, _ scales: Scales) -> [UInt8] {
    var markup = MarkupWriter(.xml)
    markup.start("svg")
    var svg = SVGWriter(form, writingInto: markup)
    mark.draw(scales, into: &svg)
    markup = svg.finish()
    markup.end()
    return markup.bytes
  }

  @Test(arguments: samples.indices, [SVGWriter.Form.inline(isMovable: true), .standalone(.light)])
  func `keeps to its frame`(index: Int, form: SVGWriter.Form) {
    // What sits on the axis may use the height of its ticks.
    var frame = Self.scales.frame
    frame.bottom += 5
    let reader = MarkupReader(
      String(decoding: drawn(Self.samples[index], form, Self.scales), as: UTF8.self))
    for corner in reader.corners { #expect(frame.grown(by: 0.06).contains(corner), "\(corner)") }
  }

  @Test(arguments: samples.indices, [SVGWriter.Form.inline(isMovable: true), .standalone(.dark)])
  func `is well formed, with short plain numbers`(index: Int, form: SVGWriter.Form) {
    let bytes = drawn(Self.samples[index], form, Self.scales)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(MarkupWriter.isWellFormed(bytes))
    #expect(!text.contains("nan") && !text.contains("inf"))
    #expect(text.firstMatch(of: /[0-9]\.[0-9]{3}/) == nil)
    #expect(text.firstMatch(of: /-0(?![.0-9])|[" ][-.0-9]+e[-+0-9]/) == nil)
  }

  @Test(arguments: samples.indices)
  func `is drawn in a domain of one value`(index: Int) {
    let single = Scales(
      x: Scale(.log2, domain: 16...16, start: 40, end: 294),
      y: Scale(.linear, domain: 0.5...0.5, start: 192, end: 14), frame: Self.scales.frame)
    #expect(MarkupWriter.isWellFormed(drawn(Self.samples[index], .inline(isMovable: true), single)))
  }

  @Test func `has samples, an empty or an extreme one among them`() {
    for kind in Marks.all { #expect(!kind.samples.isEmpty, "\(kind)") }
  }

  @Test func `says whose data its strokes are`() {
    let line = Line([[DataPoint(1, 0.1), DataPoint(2, 0.2)]], style: .hue(1))
    for form in [SVGWriter.Form.inline(isMovable: true), .standalone(.light)] {
      let text = String(decoding: drawn(line, form, Self.scales), as: UTF8.self)
      #expect(text.contains("data-series=\"s2\""))
    }
  }
}
