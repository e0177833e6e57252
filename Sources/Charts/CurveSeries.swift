/// A curve as plain values: what was evaluated, and nothing between or beyond.
public struct CurveSeries: Sendable {
  /// The curve at one x.
  public struct Value: Hashable, Sendable {
    /// Where it was evaluated, such as k; positive on a log axis.
    public let x: Double
    /// In data units, such as a probability in `0...1`. Absent where it does not exist; with limits
    /// it is then known only to lie between them, and drawn as a hollow bar.
    public let value: Double?
    /// The interval around the value, in data units; `nil` if there is none.
    public let limits: ClosedRange<Double>?
    /// The value in words, for the read-out of a figure on a page: `27.3 [24.1, 30.9]`. A value
    /// without words cannot be read there.
    public let text: String?

    /// - Precondition: x, value and limits are finite.
    public init(x: Double, value: Double?, limits: ClosedRange<Double>?, text: String? = nil) {
      precondition(x.isFinite && (value ?? 0).isFinite, "no value at \(x)")
      if let limits {
        precondition(
          limits.lowerBound.isFinite && limits.upperBound.isFinite, "limits \(limits) at \(x)")
      }
      (self.x, self.value, self.limits, self.text) = (x, value, limits, text)
    }
  }

  /// The name at the curve's end. Absent: a curve in the background, without a name in the figure.
  public let label: String?
  /// Colour, dash and marker.
  public let style: SeriesStyle
  /// Ascending in x.
  public let values: [Value]
  /// Follows the label where there is room: `75 %`.
  public let endValue: String?

  /// - Parameters:
  ///   - label: Any text: it is shortened where it is too long, and escaped.
  ///   - style: Its own among the series of a figure, unless it is muted.
  ///   - values: In any order, at most one an x; none is a curve of which nothing is drawn.
  ///   - endValue: Follows the label where there is room, unless the curve ends in a range.
  public init(_ label: String?, style: SeriesStyle, values: [Value], endValue: String? = nil) {
    self.label = label
    self.style = style
    self.values = values.sorted { $0.x < $1.x }
    self.endValue = endValue
  }

  /// Stretches of neighbouring values that exist.
  var stretches: [[DataPoint]] {
    values.split { $0.value == nil }.map { stretch in
      stretch.map { DataPoint($0.x, $0.value ?? 0) }
    }
  }

  /// Stretches of neighbouring values that exist with limits.
  var bands: [[DataRange]] {
    values.split { $0.value == nil || $0.limits == nil }.map { stretch in
      stretch.compactMap { value in
        value.limits.map { DataRange(value.x, $0.lowerBound, $0.upperBound) }
      }
    }
  }

  /// Values known only to lie between limits.
  var ranges: [DataRange] {
    values.compactMap { value in
      guard value.value == nil, let limits = value.limits else { return nil }
      return DataRange(value.x, limits.lowerBound, limits.upperBound)
    }
  }

  /// Where the curve ends: its last value, or the middle of its last range if that comes later.
  var end: DataPoint? {
    let range = ranges.last.map { DataPoint($0.x, ($0.lower + $0.upper) / 2) }
    return [stretches.last?.last, range].compactMap(\.self).max { $0.x < $1.x }
  }

  /// Whether the last it has to show is a range: its last value then stands further left.
  var endsInRange: Bool {
    guard let range = ranges.last else { return false }
    return stretches.last?.last.map { $0.x < range.x } ?? true
  }

  /// The height of the drawn line at an x, straight between neighbours on a log2 or linear axis;
  /// `nil` off the line.
  func height(at x: Double, on kind: Scale.Kind) -> Double? {
    for stretch in stretches {
      if let exact = stretch.first(where: { $0.x == x }) { return exact.y }
      for (one, two) in zip(stretch, stretch.dropFirst()) where one.x < x && x < two.x {
        let position = Scale(kind, domain: one.x...two.x, start: one.y, end: two.y)
        return position(x)
      }
    }
    return nil
  }
}

/// A crossing of two curves as plain values.
public struct CurveCrossing: Sendable {
  /// Over which x the data cannot tell which curve is ahead.
  public struct Stretch: Hashable, Sendable {
    /// The first undecided x. Absent: beyond what was evaluated.
    public let lower: Double?
    /// The last undecided x. Absent: beyond what was evaluated.
    public let upper: Double?

    /// - Precondition: Finite where present, `lower <= upper`.
    public init(lower: Double?, upper: Double?) {
      let ends = [lower, upper].compactMap(\.self)
      precondition(ends.allSatisfy(\.isFinite) && ends == ends.sorted(), "stretch \(ends)")
      (self.lower, self.upper) = (lower, upper)
    }

    var isOpen: Bool { lower == nil || upper == nil }
  }

  /// Where the curves cross, if just once; a ring and a plumb line are drawn there.
  public let x: Double?
  /// Over which the data cannot tell which is ahead: a bar on the axis, dotted at an open end.
  public let stretch: Stretch?
  /// Which two of the series, by their place in the list of curves.
  public let between: (Int, Int)
  /// Words beside it, in bold: `cross at k = 36`.
  public let finding: String?
  /// Words beneath those.
  public let detail: String?

  /// - Precondition: x is finite.
  public init(
    x: Double?, stretch: Stretch?, between: (Int, Int) = (0, 1), finding: String?,
    detail: String? = nil
  ) {
    precondition((x ?? 0).isFinite, "no crossing at \(x ?? 0)")
    self.x = x
    self.stretch = stretch
    self.between = between
    self.finding = finding
    self.detail = detail
  }
}
