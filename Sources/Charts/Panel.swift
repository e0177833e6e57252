/// One drawing area: a vertical axis, marks, and names at the curves' ends.
package struct Panel: Sendable {
  /// Words above it, if any.
  package var title: String?
  package var y: YAxis
  package var marks: [any Mark]
  package var endLabels: [EndLabel]
  /// Words inside it besides those of its marks.
  package var notes: [Note]
  /// Its share of the figure's height, relative to the other panels'.
  package var share: Double
  /// What it tells of its series where it is touched.
  package var readings: [Readings]

  package init(
    title: String? = nil, y: YAxis, marks: [any Mark], endLabels: [EndLabel] = [],
    notes: [Note] = [], share: Double = 1, readings: [Readings] = []
  ) {
    precondition(share.isFinite && share > 0, "share \(share)")
    self.title = title
    self.y = y
    self.marks = marks
    self.endLabels = endLabels
    self.notes = notes
    self.share = share
    self.readings = readings
  }

  /// How far its lines and markers reach: ribbons and columns may lie on the axis, these may not.
  var strokes: Extent {
    marks.filter { $0.layer != .ribbons && !($0 is Columns) }.reduce(Extent.none) {
      $0.union($1.extent)
    }
  }

  /// The heights of all curves, ribbons and bars in it, in data units.
  var heights: [Double] {
    marks.flatMap { mark -> [Double] in
      switch mark {
      case let line as Line: line.stretches.flatMap { $0.map(\.y) }
      case let ribbon as Ribbon: ribbon.stretches.flatMap { $0.flatMap { [$0.lower, $0.upper] } }
      default: mark.extent.y.map { [$0.lowerBound, $0.upperBound] } ?? []
      }
    }
  }

  /// How far its marks reach, in data units.
  var extent: Extent { marks.reduce(Extent.none) { $0.union($1.extent) } }
}
