/// How values are spread along an axis.
public enum AxisKind: Hashable, Sendable {
  /// In proportion to the value.
  case linear
  /// In proportion to the logarithm, with ticks at powers of two; for positive values only.
  case log2
  /// In proportion to the logarithm, with ticks at powers of ten; for positive values only.
  case log10
  /// In proportion to `log(p / (1 - p))` of a probability; 0 and 1 have no place and lie on the
  /// axis's ends.
  case logit
  /// Linear, but for a stretch without data that is folded to a narrow strip.
  case folded(ClosedRange<Double>)

  var isLog: Bool { self == .log2 || self == .log10 }
}

/// What the numbers of a horizontal axis are, and so how its ticks are labelled.
public enum AxisFormat: Hashable, Sendable {
  /// Plain numbers.
  case number
  /// Shares in `0...1`, labelled in percent.
  case percent
  /// Signed differences of shares in `-1...1`, labelled in points.
  case points
  /// Days since 1970-01-01, labelled by month or year.
  case days
  /// Minutes, labelled as people say them: 15 s, 4 min, 2 h.
  case minutes
  /// Named places: the *i*-th is at `i`.
  case places([String])
}
