import Charts
import Testing

struct LogitTicksTests {
  @Test(arguments: [
    ([0.5, 0.97], 0.5...0.98), ([0.123, 0.95], 0.1...0.95), ([0.999, 1], 0.998...0.999),
    ([0, 1], 0.1...0.9), ([0.00004], 0.00001...0.0001),
  ])
  func `an axis holds what has a place on it`(values: [Double], domain: ClosedRange<Double>) {
    #expect(LogitTicks.domain(for: values) == domain)
  }

  @Test func `ticks keep the ends and a pitch between them`() {
    for domain in [0.1...0.9, 0.002...0.998, 0.8...0.999, 0.98...0.99] {
      let scale = Scale(.logit, domain: domain, start: 200, end: 0)
      let ticks = LogitTicks.values(in: domain, pitch: 26) { scale($0) }
      #expect(ticks.first == domain.lowerBound && ticks.last == domain.upperBound)
      for (one, two) in zip(ticks, ticks.dropFirst()) { #expect(scale(one) - scale(two) >= 26) }
    }
  }

  @Test func `a share and its complement lie as far from the middle`() {
    let scale = Scale(.logit, domain: 0.01...0.99, start: 100, end: 0)
    for share in [0.02, 0.1, 0.3] {
      #expect(abs(scale(share) + scale(1 - share) - 100) < 1e-9)
    }
    #expect(abs(scale(0.5) - 50) < 1e-9 && scale(0) == 100 && scale(1) == 0)
  }

  @Test func `curves at a ceiling get a logit axis, others and perfect ones none`() {
    func curve(_ values: [Double]) -> [CurveSeries] { [Demo.series("a", 0, values, half: 0.001)] }
    #expect(YAxis.logit(forCeilingOf: curve([0.7, 0.92, 0.97, 0.99])) != nil)
    #expect(YAxis.logit(forCeilingOf: curve([0.7, 0.8, 0.85, 0.99])) == nil)
    #expect(YAxis.logit(forCeilingOf: curve([0.92, 0.93, 0.94, 0.95])) == nil)
    #expect(YAxis.logit(forCeilingOf: curve([0.99, 1, 1, 1])) == nil)
    #expect(YAxis.logit(forCeilingOf: []) == nil)
  }
}
