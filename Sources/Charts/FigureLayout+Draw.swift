extension FigureLayout {
  /// Draws from the ground up: grids, ribbons, axes, crossings, lines, markers, rings, labels.
  func draw(_ figure: Figure, into svg: inout SVGWriter) {
    var marked: [SeriesStyle] = []
    for mark in panels.flatMap(\.panel.marks) {
      if let line = mark as? Line, line.hasMarkers, !marked.contains(line.style) {
        marked.append(line.style)
      }
    }
    svg.markers(of: marked)
    legend.draw(into: &svg)
    for panel in panels { panel.drawGround(into: &svg) }
    for panel in panels {
      panel.draw([.ground, .ribbons], into: &svg)
      drawTicks(panel, into: &svg)
    }
    drawPlumbs(figure, into: &svg)
    for panel in panels { panel.draw([.rules, .lines, .points, .rings], into: &svg) }
    drawLabels(into: &svg)
    for panel in panels { panel.drawLabels(into: &svg) }
  }

  private func drawTicks(_ panel: PlacedPanel, into svg: inout SVGWriter) {
    let frame = panel.scales.frame
    var path = svg.pathData
    path.move(frame.left, frame.bottom)
    path.line(frame.right, frame.bottom)
    for tick in xTicks {
      path.move(panel.scales.x(tick.value), frame.bottom)
      path.line(panel.scales.x(tick.value), frame.bottom + (tick.isMinor ? 3 : 5))
    }
    svg.path(.axis, path)
  }

  private func drawPlumbs(_ figure: Figure, into svg: inout SVGWriter) {
    for plumb in figure.plumbs {
      for (upper, lower) in zip(panels, panels.dropFirst()) {
        let x = upper.scales.x(plumb.x)
        var path = svg.pathData
        path.move(x, upper.scales.frame.bottom)
        path.line(x, lower.scales.frame.top)
        svg.group(of: plumb.of) { $0.path(plumb.isOpen ? .dottedRule : .rule, path) }
      }
    }
  }

  private func drawLabels(into svg: inout SVGWriter) {
    guard let x = panels.last?.scales.x else { return }
    for tick in xTicks {
      guard let label = tick.label else { continue }
      svg.text(label, .tick, at: Point(x(tick.value), xLabelsY), anchor: .middle)
    }
    svg.text(xTitle, .tick, at: Point(0, xTitleY))
  }
}

extension FigureLayout.PlacedPanel {
  /// The grid, and the labels of y on top of its lines.
  fileprivate func drawGround(into svg: inout SVGWriter) {
    let frame = scales.frame
    var grid = svg.pathData
    for tick in yTicks {
      let y = scales.y(tick.value)
      let isAxis = frame.bottom - y < 1
      let isZero = panel.y == .difference && tick.value == 0
      if isAxis || isZero { continue }
      grid.move(frame.left, y)
      grid.line(frame.right, y)
    }
    svg.path(.grid, grid)
    for tick in yTicks {
      guard let label = tick.label else { continue }
      svg.text(label, .tick, at: Point(0, scales.y(tick.value) - panel.y.rise), extraClass: "yl")
    }
  }

  fileprivate func draw(_ layers: [Layer], into svg: inout SVGWriter) {
    for layer in layers {
      for mark in panel.marks where mark.layer == layer { mark.draw(scales, into: &svg) }
    }
  }

  /// The title, the notes and the names of the series.
  fileprivate func drawLabels(into svg: inout SVGWriter) {
    var x = 0.0
    if let title {
      // A plumb line may pass here.
      svg.text(title, .strong, at: Point(0, titleY), halo: true)
      x = TextMetrics.width(of: title, size: 12, weight: .bold) + 8
    }
    if let rangeNote { svg.text(rangeNote, .quiet, at: Point(x, titleY)) }
    for note in notes { note.draw(into: &svg) }
    for label in endLabels {
      svg.series(label.style) { svg in
        if let (from, to) = label.leader {
          var path = svg.pathData
          path.move(from.x, from.y)
          path.line(to.x, to.y)
          svg.path(.leader, path)
        }
        svg.text(label.text, .label, at: label.place)
      }
    }
  }
}
