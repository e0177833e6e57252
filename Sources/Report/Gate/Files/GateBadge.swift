import Charts

/// The verdict in a small picture: gate/badge.svg.
enum GateBadge: GateFile {
  static let path = "gate/badge.svg"

  static func bytes(_ gate: GateReport, _ place: GatePlace) -> [UInt8] {
    let value =
      gate.hasFailed
      ? "fail" : gate.count(.undecided) > 0 ? "pass, \(gate.count(.undecided)) open" : "pass"
    return Badge(name: "pass@k gate", value: value, isGood: !gate.hasFailed).svg
  }
}

/// Two words side by side.
struct Badge {
  let svg: [UInt8]

  init(name: String, value: String, isGood: Bool) {
    // Room on either side for fonts that are wider than the one measured.
    func width(_ text: String) -> Int {
      Int(TextMetrics.width(of: text, size: 11).rounded(.up)) + 20
    }
    let (left, right) = (width(name), width(value))
    var svg = MarkupWriter(.xml)
    svg.element(
      "svg",
      [
        ("xmlns", "http://www.w3.org/2000/svg"), ("width", String(left + right)),
        ("height", "20"), ("viewBox", "0 0 \(left + right) 20"), ("role", "img"),
        ("aria-label", "\(name): \(value)"),
        ("font-family", "Verdana,DejaVu Sans,sans-serif"), ("font-size", "11"),
      ]
    ) { svg in
      svg.element("title", text: "\(name): \(value)")
      svg.element("rect", [("width", String(left)), ("height", "20"), ("fill", "#3d3d3d")])
      svg.element(
        "rect",
        [
          ("x", String(left)), ("width", String(right)), ("height", "20"),
          ("fill", isGood ? "#1a7f37" : "#b42318"),
        ])
      for (text, middle) in [(name, left / 2), (value, left + right / 2)] {
        svg.element(
          "text",
          [
            ("x", String(middle)), ("y", "14"), ("text-anchor", "middle"), ("fill", "#fff"),
          ], text: text)
      }
    }
    self.svg = svg.bytes
  }
}
