import Testing

@testable import Charts

struct XAxisTests {
  @Test func `minutes on a log axis have the labels that people use`() {
    let axis = XAxis(.log2, values: [0.5, 300], title: "a person’s time", format: .minutes)
    let ticks = axis.ticks(Scale(.log2, domain: 0.5...300, start: 0, end: 600))
    #expect(
      ticks.map(\.label) == ["1\u{A0}min", "4\u{A0}min", "15\u{A0}min", "1\u{A0}h", "4\u{A0}h"])
    #expect(ticks.map(\.value) == [1, 4, 15, 60, 240])
    let numbers = XAxis(.log2, values: [1, 4], title: "k")
    #expect(
      numbers.ticks(Scale(.log2, domain: 1...4, start: 0, end: 600)).map(\.label)
        == ["1", "2", "4"])
  }
}
