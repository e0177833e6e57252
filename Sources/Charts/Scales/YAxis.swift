/// The vertical axis of a panel: what it spans, where its ticks are, and what it says.
public enum YAxis: Hashable, Sendable {
  /// A probability from 0 to 1, labelled in percent.
  case probability
  /// A probability, closer up where everything drawn is near 1 or near 0; then the axis says so.
  case zoomedProbability
  /// A probability, close up on a stretch inside `0...1`; the axis says so.
  case closeUp(ClosedRange<Double>)
  /// A probability on a logit axis between two ends, both inside `0...1`: near 1 and near 0 there is
  /// room. What lies beyond the ends, such as 0 and 1, lies on its edge, and the axis says so.
  case logit(ClosedRange<Double>)
  /// A signed difference of probabilities, labelled in points; 0 is always on it.
  case difference
  /// Whole numbers from 0 on.
  case count
  /// Any quantity, as it is.
  case quantity
  /// A positive quantity on a log axis, majors at powers of ten.
  case logQuantity
  /// Minutes on a log axis, labelled as people say them: 15 s, 4 min, 2 h.
  case minutes
  /// Named rows, the first on top: row *i* is at `-i`. A name stands above its line.
  case rows([String])

  /// How values are spread over the height.
  package var kind: Scale.Kind {
    switch self {
    case .logQuantity: .log10
    case .minutes: .log2
    case .logit: .logit
    default: .linear
    }
  }

  /// The unit of its labels, where they have one.
  var unit: String {
    switch self {
    case .probability, .zoomedProbability, .closeUp, .logit: "percent"
    case .difference: "points"
    case .count, .quantity, .logQuantity, .minutes, .rows: ""
    }
  }

  /// Whether its values are probabilities.
  var isProbability: Bool {
    switch self {
    case .probability, .zoomedProbability, .closeUp, .logit: true
    default: false
    }
  }

  /// Whether the labels stand in a row of their own above what is drawn, and need no gutter.
  var isRows: Bool {
    if case .rows = self { return true }
    return false
  }

  /// How far above its line the middle of a label stands, px.
  var rise: Double { isRows ? 13 : 7 }

  /// What the axis spans for data that reach this far, in data units.
  package func domain(for data: ClosedRange<Double>?) -> ClosedRange<Double> {
    switch self {
    case .probability: join(0...1, data)
    case .zoomedProbability: zoomed(data ?? 0...1)
    case .logit(let ends): ends
    case .closeUp(let ends): join(ends, data)
    case .difference: padded(join(-0.01...0.01, data))
    case .count: 0...max(1, data?.upperBound ?? 1)
    case .quantity: padded(spread(data ?? 0...1))
    case .logQuantity, .minutes: (data?.lowerBound ?? 1) / 1.2...(data?.upperBound ?? 1) * 1.2
    case .rows(let names): Double(1 - names.count) - 0.3...0.6
    }
  }

  /// Said above the panel: `y from 80 %`, `y to 10 %`; `nil` for the whole range.
  ///
  /// - Parameter data: How far what is drawn reaches.
  package func note(for domain: ClosedRange<Double>, data: ClosedRange<Double>? = nil) -> String? {
    if case .logit(let ends) = self {
      let range = "logit axis, \(number(ends.lowerBound)) to \(percent(ends.upperBound))"
      let isHeld = data.map { $0.lowerBound < ends.lowerBound || $0.upperBound > ends.upperBound }
      return isHeld == true ? "\(range); what is beyond lies on its edge" : range
    }
    switch self {
    case .zoomedProbability, .closeUp: break
    default: return nil
    }
    let from = domain.lowerBound > 0 ? "from \(percent(domain.lowerBound)) " : ""
    let to = domain.upperBound < 1 ? "to \(percent(domain.upperBound)) " : ""
    return from.isEmpty && to.isEmpty ? nil : "y \(from)\(to)".trimmed
  }

  /// The ticks, lowest first, no closer than `pitch` px over `height` px.
  package func ticks(in domain: ClosedRange<Double>, height: Double, pitch: Double = 26) -> [Tick] {
    let count = max(1, min(6, Int(height / pitch)))
    switch self {
    case .probability, .zoomedProbability, .closeUp, .difference: return shares(in: domain, count)
    case .logit:
      let scale = Scale(.logit, domain: domain, start: 0, end: height)
      let values = LogitTicks.values(in: domain, pitch: pitch) { scale($0) }
      return values.enumerated().map { index, value in
        Tick(value: value, label: index == values.count - 1 ? percent(value) : number(value))
      }
    case .count, .quantity: return numbers(in: domain, count)
    case .logQuantity: return DecadeTicks.ticks(in: domain, atMost: count)
    case .minutes: return DurationTicks.ticks(in: domain, atMost: count)
    case .rows(let names):
      return names.enumerated().reversed().map { Tick(value: Double(-$0), label: $1) }
    }
  }

  private func shares(in domain: ClosedRange<Double>, _ count: Int) -> [Tick] {
    let values = LinearTicks.values(in: domain, atMost: count)
    let decimals = LinearTicks.decimals(values.map { $0 * 100 })
    return values.enumerated().map { index, value in
      let text = SVGNumber(value * 100, decimals: decimals).text
      if self == .difference { return Tick(value: value, label: Self.signed(text)) }
      return Tick(value: value, label: index == values.count - 1 ? text + "\u{A0}%" : text)
    }
  }

  private func numbers(in domain: ClosedRange<Double>, _ count: Int) -> [Tick] {
    let values = LinearTicks.values(in: domain, atMost: count)
      .filter { self != .count || $0 == $0.rounded() }
    let decimals = LinearTicks.decimals(values)
    return values.map { value in
      let text = SVGNumber(value, decimals: decimals).text
      return Tick(value: value, label: text.first == "-" ? "\u{2212}" + text.dropFirst() : text)
    }
  }

  /// `+20`, `0`, `−20`, with a real minus.
  static func signed(_ text: String) -> String {
    if text == "0" { return text }
    return text.first == "-" ? "\u{2212}" + text.dropFirst() : "+" + text
  }

  private func percent(_ value: Double) -> String { number(value) + "\u{A0}%" }

  private func number(_ value: Double) -> String { SVGNumber(value * 100, decimals: 2).text }

  private func zoomed(_ data: ClosedRange<Double>) -> ClosedRange<Double> {
    for margin in [0.01, 0.02, 0.05, 0.1, 0.2] {
      if data.lowerBound >= 1 - margin { return join(1 - margin...1, data) }
      if data.upperBound <= margin { return join(0...margin, data) }
    }
    return join(0...1, data)
  }

  /// A little air above and below differences.
  private func padded(_ domain: ClosedRange<Double>) -> ClosedRange<Double> {
    let pad = 0.04 * (domain.upperBound - domain.lowerBound)
    return domain.lowerBound - pad...domain.upperBound + pad
  }

  /// A range of some width around one of none.
  private func spread(_ data: ClosedRange<Double>) -> ClosedRange<Double> {
    guard data.lowerBound == data.upperBound else { return data }
    let reach = max(abs(data.lowerBound), 1) * 0.5
    return data.lowerBound - reach...data.upperBound + reach
  }

  private func join(
    _ domain: ClosedRange<Double>, _ data: ClosedRange<Double>?
  ) -> ClosedRange<Double> {
    guard let data else { return domain }
    return min(domain.lowerBound, data.lowerBound)...max(domain.upperBound, data.upperBound)
  }
}

extension String {
  fileprivate var trimmed: String { last == " " ? String(dropLast()) : self }
}
