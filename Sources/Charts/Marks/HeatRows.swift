/// Rows of cells shaded by a share: five shades from faint to strong, a thin line where the share is
/// 0, nothing where there is none.
package struct HeatRows: Mark {
  /// A shade of the sequential scale: 0 for none, else `1...5` with the share.
  ///
  /// Fine where shares are small, for that is what many samples see.
  package static func shade(_ share: Double) -> Int {
    if share <= 0 { return 0 }
    return 1 + bounds.prefix { share > $0 }.count
  }

  /// Where one shade ends and the next begins.
  package static let bounds = [0.01, 0.05, 0.2, 0.5]

  /// Each row's shares, one a column; row *i* stands at `-i`, the place of the *i*-th name of
  /// `YAxis.rows`.
  package let rows: [[Double?]]
  /// Where the columns begin along x, and where the last one ends: ascending.
  package let edges: [Double]

  /// - Precondition: Each row has one share fewer than there are edges.
  package init(_ rows: [[Double?]], edges: [Double]) {
    precondition(zip(edges, edges.dropFirst()).allSatisfy { $0 < $1 }, "columns out of order")
    precondition(rows.allSatisfy { $0.count == edges.count - 1 }, "a row of another width")
    (self.rows, self.edges) = (rows, edges)
  }

  package var extent: Extent {
    rows.isEmpty ? .none : Extent(x: edges, y: rows.indices.map { -Double($0) })
  }
  package var layer: Layer { .lines }

  package func draw(_ scales: Scales, into svg: inout SVGWriter) {
    // A path a shade: thousands of cells in six elements.
    var paths = (0...5).map { _ in svg.shortPathData }
    for (index, row) in rows.enumerated() {
      let y = min(max(scales.y(-Double(index)), scales.frame.top), scales.frame.bottom)
      var start = 0
      while start < row.count {
        guard let shade = row[start].map(Self.shade) else {
          start += 1
          continue
        }
        var end = start + 1
        while end < row.count, row[end].map(Self.shade) == shade { end += 1 }
        paths[shade].move(place(edges[start], scales), y)
        paths[shade].line(place(edges[end], scales), y)
        start = end
      }
    }
    for (ink, path) in zip(Ink.heat, paths) { svg.path(ink, path) }
  }

  private func place(_ x: Double, _ scales: Scales) -> Double {
    min(max(scales.x(x), scales.frame.left), scales.frame.right)
  }

  package static var samples: [any Mark] {
    [
      HeatRows([], edges: [1]),
      HeatRows(
        [[0, 0.005, 0.03, 0.1], [0.3, 1, nil, 0.3]], edges: [1, 16, 64, 128, 256]),
      HeatRows([[nil], [1]], edges: [1e-9, 1e6]),
    ]
  }
}
