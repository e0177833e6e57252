extension Figure {
  /// Whether it is the drawing for phones of a figure that has a wide one.
  package var isNarrow: Bool { size.className == "n" }

  /// The height of the drawing, px; its legend may make it taller than asked for.
  package var drawnHeight: Double { FigureLayout(self).height }

  /// Writes what the standalone form draws, without its document, for a larger drawing to place.
  package func draw(_ theme: Theme, into markup: inout MarkupWriter) {
    draw(FigureLayout(self), .standalone(theme), into: &markup)
  }
}
