import Charts

/// Just enough of a reader for what our writer writes: elements in order with their attributes.
struct MarkupReader {
  struct Element {
    let name: String
    let attributes: [String: String]
    let text: String
  }

  let elements: [Element]

  init(_ markup: String, skipping isSkipped: ([String: String]) -> Bool = { _ in false }) {
    let all: [Element] = markup.matches(of: /<([a-z]+)((?: [a-zA-Z:-]+="[^"]*")*)\s*\/?>([^<]*)/)
      .map {
        match in
        let pairs = match.2.matches(of: /([a-zA-Z:-]+)="([^"]*)"/)
        return Element(
          name: String(match.1),
          attributes: Dictionary(uniqueKeysWithValues: pairs.map { (String($0.1), String($0.2)) }),
          text: String(match.3))
      }
    elements = all.filter { !isSkipped($0.attributes) }
  }

  /// The numbers that place the drawn elements, element by element.
  var geometry: [(name: String, numbers: [Double])] {
    elements.filter { ["path", "text", "circle", "rect"].contains($0.name) }.map { element in
      let attributes = element.attributes
      if let path = attributes["d"] {
        return ("path", Self.positions(path).flatMap { [$0.x, $0.y] })
      }
      return (
        element.name,
        ["x", "y", "cx", "cy", "r", "width", "height"].compactMap { attributes[$0] }.compactMap(
          Double.init)
      )
    }
  }

  /// All corners of all drawn shapes in px.
  var corners: [Point] {
    elements.flatMap { element -> [Point] in
      let number = { (name: String) in Double(element.attributes[name] ?? "") ?? .nan }
      switch element.name {
      case "path": return Self.positions(element.attributes["d"] ?? "")
      case "rect":
        return [
          Point(number("x"), number("y")),
          Point(number("x") + number("width"), number("y") + number("height")),
        ]
      case "circle":
        return [
          Point(number("cx") - number("r"), number("cy") - number("r")),
          Point(number("cx") + number("r"), number("cy") + number("r")),
        ]
      default: return []
      }
    }
  }

  /// Where a path's commands lead, in px.
  static func positions(_ path: String) -> [Point] {
    var result: [Point] = []
    var at = Point(0, 0)
    for match in path.matches(of: /([MLlhvaz])([-0-9. ]*)/) {
      let numbers = match.2.matches(of: /-?[0-9.]+/).compactMap { Double($0.0) }
      switch match.1 {
      case "M", "L":
        for pair in stride(from: 0, to: numbers.count, by: 2) {
          at = Point(numbers[pair], numbers[pair + 1])
          result.append(at)
        }
        continue
      case "l":
        for pair in stride(from: 0, to: numbers.count, by: 2) {
          at = Point(at.x + numbers[pair], at.y + numbers[pair + 1])
          result.append(at)
        }
        continue
      case "h": at.x += numbers[0]
      case "v": at.y += numbers[0]
      case "a":
        // Half circles: their highest and lowest points lie in the middle.
        result.append(Point(at.x + numbers[5] / 2, at.y - numbers[0]))
        result.append(Point(at.x + numbers[5] / 2, at.y + numbers[0]))
        at = Point(at.x + numbers[5], at.y + numbers[6])
      default: continue
      }
      result.append(at)
    }
    return result
  }
}

/// A small seeded generator (SplitMix64), so that random tests are the same every time.
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Names that try to break out, break the layout or look alike.
let hostileLabels = [
  "<script>alert(1)</script>", "\"'&<>", "a\u{0}b\u{1}c\u{7F}\u{85}\u{FFFE}\u{1FFFF}", "",
  " \n\t\r\n ", "two\r\nlines", String(repeating: "very long ", count: 5_000), "שלום עולם",
  "\u{202E}reversed", "👩‍👩‍👧‍👦👩‍👩‍👧‍👦", "z\u{351}\u{36B}\u{343}\u{36A}", "]]>", "--><!--", "漢字漢字漢字漢字漢字漢字漢字",
]
