import Charts
import Testing

private func ticks(_ values: [Double], width: Double = 270) -> [Tick] {
  let scale = Scale(.log2, domain: values[0]...values[values.count - 1], start: 40, end: 40 + width)
  return PowerTicks.ticks(for: values, scale)
}

private func labels(_ values: [Double], width: Double = 270) -> [String] {
  ticks(values, width: width).compactMap(\.label)
}

@Test func `powers of two are labelled as plain integers`() {
  #expect(
    labels([1, 2, 4, 8, 16, 32, 64, 128, 256]) == [
      "1", "2", "4", "8", "16", "32", "64", "128", "256",
    ])
  #expect(labels([1, 5, 100]) == ["1", "2", "4", "8", "16", "32", "64", "100"])
}

@Test func `labels are thinned by a stride, and the ticks stay`() {
  let values = (0...10).map { Double(1 << $0) }
  #expect(labels(values, width: 150) == ["1", "8", "64", "1024"])
  #expect(ticks(values, width: 150).count == 11)
  #expect(labels(values, width: 190) == ["1", "4", "16", "64", "256", "1024"])
  #expect(labels((0...9).map { Double(1 << $0) }, width: 120) == ["1", "4", "16", "64", "512"])
}

@Test func `first and last keep their labels and none overlap`() {
  var rng = Seeded(state: 11)
  for _ in 0..<3_000 {
    let values = Set(
      (0..<Int.random(in: 2...16, using: &rng)).map { _ in
        Double(Int.random(in: 1...(1 << Int.random(in: 1...14, using: &rng)), using: &rng))
      }
    ).sorted()
    if values.count < 2 { continue }
    let width = Double.random(in: 100...650, using: &rng)
    let scale = Scale(
      .log2, domain: values[0]...values[values.count - 1], start: 40, end: 40 + width)
    let ticks = PowerTicks.ticks(for: values, scale)
    #expect(ticks.first?.label != nil && ticks.last?.label != nil, "\(values)")
    #expect(ticks.first?.value == values.first && ticks.last?.value == values.last, "\(values)")
    let spans = ticks.compactMap { tick in
      tick.label.map { label in
        (scale(tick.value), TextMetrics.width(of: label, size: 11.5) / 2)
      }
    }
    for (one, two) in zip(spans, spans.dropFirst()) {
      #expect(two.0 - two.1 - one.0 - one.1 >= 6, "\(values) \(width)")
    }
  }
}

@Test func `a domain without powers has its values as ticks`() {
  #expect(labels([5, 6, 7]) == ["5", "6", "7"])
  #expect(labels([3, 4, 5]) == ["3", "4", "5"])
  #expect(labels([100]) == ["100"])
  #expect(labels([1]) == ["1"])
}

@Test func `half steps are minor ticks where they were evaluated`() {
  let minors = ticks([1, 2, 3, 4, 5, 8, 12, 16]).filter(\.isMinor)
  #expect(minors.map(\.value) == [3, 12])
  #expect(minors.allSatisfy { $0.label == nil })
}

@Test func `thousands are short only if all are`() {
  #expect(labels([8_192, 16_384, 32_768]) == ["8192", "16k", "32k"])
  #expect(labels([8_192, 16_384, 20_000]).contains("20\u{202F}000"))
  #expect(!labels([8_192, 16_384, 20_000], width: 600).contains("16k"))
}
