/// Ticks of a log axis of minutes, at durations people use.
package enum DurationTicks {
  private static let known: [(minutes: Double, label: String)] = [
    (1.0 / 60, "1\u{A0}s"), (4.0 / 60, "4\u{A0}s"), (0.25, "15\u{A0}s"), (1, "1\u{A0}min"),
    (4, "4\u{A0}min"), (15, "15\u{A0}min"), (60, "1\u{A0}h"), (240, "4\u{A0}h"),
    (960, "16\u{A0}h"), (2_880, "2\u{A0}d"), (10_080, "1\u{A0}week"), (40_320, "4\u{A0}weeks"),
    (161_280, "16\u{A0}weeks"), (525_600, "1\u{A0}year"), (2_102_400, "4\u{A0}years"),
    (8_409_600, "16\u{A0}years"),
  ]

  /// - Parameter domain: Positive, in minutes.
  /// - Parameter count: Labels there is room for, at least 1.
  package static func ticks(in domain: ClosedRange<Double>, atMost count: Int) -> [Tick] {
    let inside = known.filter { domain.contains($0.minutes) }
    guard inside.count > 1 else { return DecadeTicks.ticks(in: domain, atMost: count) }
    let stride = max(1, (inside.count + count - 1) / count)
    return inside.enumerated().map { index, tick in
      Tick(value: tick.minutes, label: index.isMultiple(of: stride) ? tick.label : nil)
    }
  }
}
