import Stats

/// Numbers as sentences and tables show them: decimals by the interval's width, true minus signs,
/// spaces that do not break.
enum Phrase {
  static let minus = "\u{2212}"
  static let space = "\u{00A0}"

  /// How many decimals a percentage earns: two significant digits of the interval's half-width,
  /// three decimals at most.
  ///
  /// - Parameter interval: In `-1...1`; `nil` gives one decimal.
  static func decimals(_ interval: Interval?) -> Int {
    guard let interval else { return 1 }
    let halfWidth = (interval.upper - interval.lower) / 2 * 100
    var decimals = 0
    var threshold = 10.0
    while halfWidth < threshold, decimals < 3 {
      decimals += 1
      threshold /= 10
    }
    return decimals
  }

  /// "42.5" for 0.425: a share in percent, without the sign.
  static func percent(_ value: Double, _ interval: Interval?) -> String {
    NumberText.fixed(value * 100, decimals: decimals(interval))
      .replacingMinus
  }

  /// "1.2 %" for 0.012: a share in percent, to two significant digits and six decimals at most.
  static func rate(_ value: Double) -> String {
    let percent = 100 * value
    var decimals = 0
    var threshold = 10.0
    while percent < threshold, decimals < 6 {
      decimals += 1
      threshold /= 10
    }
    return "\(NumberText.fixed(percent, decimals: decimals))\(space)%"
  }

  /// "[30.1, 55.0]" of a share in percent or of a difference in points.
  static func limits(_ interval: Interval) -> String {
    let (lower, upper) = ends(of: interval)
    return "[\(lower),\(space)\(upper)]"
  }

  /// The limits apart.
  static func ends(of interval: Interval) -> (lower: String, upper: String) {
    let d = decimals(interval)
    return (
      NumberText.fixed(interval.lower * 100, decimals: d).replacingMinus,
      NumberText.fixed(interval.upper * 100, decimals: d).replacingMinus
    )
  }

  /// "+12.5" or "−3": a difference in points, with its sign.
  static func signed(_ difference: Double, _ interval: Interval?) -> String {
    let text = NumberText.fixed(difference * 100, decimals: decimals(interval)).replacingMinus
    return difference > 0 && text.contains(where: { ("1"..."9").contains($0) }) ? "+" + text : text
  }

  /// "12.5 points [3, 20]": how far the one ahead is ahead; the sign is in the words around it.
  static func lead(_ point: PairedDifference.Point) -> String {
    guard let interval = point.interval else { return "" }
    let flipped = interval.negated
    let behind = (point.difference ?? interval.lower + interval.upper) < 0
    let shown = behind ? flipped : interval
    guard let difference = point.difference else { return "\(limits(shown))\(space)points" }
    let amount = NumberText.fixed(abs(difference) * 100, decimals: decimals(interval))
    return "\(amount)\(space)\(amount == "1" ? "point" : "points") \(limits(shown))"
  }

  /// "2 points", of a margin of 0.02.
  static func margin(_ margin: Double) -> String {
    let text = NumberText.shortest((margin * 1e8).rounded() / 1e6)
    return "\(text)\(space)\(text == "1" ? "point" : "points")"
  }

  /// "k = 256".
  static func k(_ k: Int) -> String { "k\(space)=\(space)\(count(k))" }

  /// "829 604": thousands set apart by narrow no-break spaces, from five digits on.
  static func count(_ value: Int) -> String {
    let digits = String(value.magnitude)
    guard digits.count > 4 else { return (value < 0 ? minus : "") + digits }
    var result = ""
    for (offset, digit) in digits.enumerated() {
      if offset > 0, (digits.count - offset) % 3 == 0 { result.append("\u{202F}") }
      result.append(digit)
    }
    return (value < 0 ? minus : "") + result
  }

  /// "3 problems", "1 problem".
  static func count(_ value: Int, _ noun: String, _ plural: String? = nil) -> String {
    "\(count(value))\(space)\(value == 1 ? noun : plural ?? noun + "s")"
  }

  /// " The first 60 of 81 runs; data/voting.csv has all.": the end of a caption; nothing where all are
  /// there.
  static func first(
    _ shown: Int, of total: Int, _ nouns: String = "rows", file: String
  ) -> String {
    shown < total
      ? " The first \(count(shown)) of \(count(total)) \(nouns); data/\(file).csv has all." : ""
  }

  /// "a", "a and b", "a, b and c".
  static func list(_ items: [String]) -> String {
    guard items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " and " + items[items.count - 1]
  }

  /// "95 %".
  static func level(_ level: Double) -> String {
    var decimals = 3
    var text = NumberText.fixed(level * 100, decimals: decimals)
    while let rounded = Double(text), rounded == 0 || rounded == 100, decimals < 14 {
      decimals += 1
      text = NumberText.fixed(level * 100, decimals: decimals)
    }
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return "\(text)\(space)%"
  }

  /// "0.05" for the level 0.95: what a p-value has to be below.
  static func threshold(_ level: Double) -> String {
    // In decimals: 1 - 0.9 is a little less than 0.1.
    NumberText.shortest(((1 - level) * 1e12).rounded() / 1e12)
  }

  /// A p-value: "0.032", "< 0.0001". One below 0.05 is not rounded up to it.
  static func pValue(_ p: Double) -> String {
    guard p >= 0.0001 else { return "<\(space)0.0001" }
    var decimals = p < 0.01 ? 4 : p < 0.1 ? 3 : 2
    var text = NumberText.fixed(p, decimals: decimals)
    while [0.1, 0.05, 0.01].contains(where: { p < $0 && Double(text) == $0 }), decimals < 10 {
      decimals += 1
      text = NumberText.fixed(p, decimals: decimals)
    }
    return text
  }
}

extension String {
  fileprivate var replacingMinus: String {
    hasPrefix("-") ? Phrase.minus + dropFirst() : self
  }

  /// As the beginning of a sentence: with a capital where the first words are ours. A run's name
  /// stays as it is, be it "at" or "the model".
  var sentence: String {
    let ours = [
      "at k\(Phrase.space)=", "at no k up", "the data cannot tell ", "the curves cross ",
      "the curves do not cross ", "where the data can tell, ", "missing samples leave open which ",
    ]
    guard
      ours.contains(where: { hasPrefix($0) }) || hasPrefix("neither ") && contains(" nor ")
    else { return self }
    return prefix(1).uppercased() + dropFirst()
  }
}
