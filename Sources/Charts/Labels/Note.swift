/// Words inside a panel: a finding in ink and a detail beneath it.
public struct Note: Hashable, Sendable {
  /// In bold.
  public let finding: String?
  /// Beneath the finding.
  public let detail: String?
  /// What they stand beside, in data units; absent: in a corner.
  public let x: Double?
  /// The series that they tell of together.
  package var of: [SeriesStyle] = []

  /// Words that are placed clear of the curves, on more lines where they are long.
  public init(finding: String?, detail: String? = nil, x: Double? = nil) {
    (self.finding, self.detail, self.x) = (finding, detail, x)
  }
}

/// A note with its place.
package struct PlacedNote: Hashable, Sendable {
  package let lines: [(text: String, ink: Ink)]
  /// The rectangle of the words in px.
  package let frame: Frame
  /// The series that they tell of together.
  var of: [SeriesStyle] = []
  /// Whether it stands left of what it belongs to, and so ends there.
  var isBefore = false

  static let pitch = 16.0

  package static func == (one: PlacedNote, two: PlacedNote) -> Bool { one.frame == two.frame }
  package func hash(into hasher: inout Hasher) { hasher.combine(frame) }

  func draw(into svg: inout SVGWriter) {
    svg.group(of: of) { svg in
      for (index, line) in lines.enumerated() {
        let y = frame.top + Self.pitch * (Double(index) + 0.5)
        svg.text(
          line.text, line.ink, at: Point(isBefore ? frame.right : frame.left, y),
          anchor: isBefore ? .end : .start, halo: true)
      }
    }
  }
}

/// Finds places for notes: right of what they belong to, low in the panel, clear of the curves and
/// of each other; else left of it, else higher, else on more lines, else where the least is covered.
enum NoteLayout {
  /// Distance between a note and what it stands beside, px.
  static let distance = 10.0
  /// The narrowest that words are broken to, px.
  private static let narrowest = 90.0

  private struct Candidate {
    let lines: [(text: String, ink: Ink)]
    let left: Double
    let width: Double
    /// What the place costs before anything is covered.
    let cost: Double
    /// Whether it stands left of the anchor.
    let isBefore: Bool
  }

  /// - Parameter obstacles: Points in px that words should not cover.
  /// - Parameter areas: Points that they should not cover where that leaves room for every note.
  /// - Parameter taken: Where other words stand, px.
  /// - Parameter edge: The figure's right edge: beside a curve's end there may be room, px.
  static func place(
    _ notes: [Note], _ scales: Scales, avoiding obstacles: [Point], andIfPossible areas: [Point],
    taken: [Frame], edge: Double
  ) -> [PlacedNote] {
    let clear = place(notes, scales, avoiding: obstacles + areas, taken: taken, edge: edge)
    guard clashes(clear, taken) > 0 else { return clear }
    let dense = place(notes, scales, avoiding: obstacles, taken: taken, edge: edge)
    return clashes(dense, taken) < clashes(clear, taken) ? dense : clear
  }

  /// How many pairs of words lie on each other.
  private static func clashes(_ notes: [PlacedNote], _ taken: [Frame]) -> Int {
    notes.indices.reduce(0) { sum, index in
      let others = taken + notes[..<index].map(\.frame)
      return sum + others.count { $0.overlaps(notes[index].frame) }
    }
  }

  private static func place(
    _ notes: [Note], _ scales: Scales, avoiding obstacles: [Point], taken: [Frame], edge: Double
  ) -> [PlacedNote] {
    var taken = taken
    let room = Frame(
      left: scales.x.start, right: max(edge, scales.x.start), top: scales.frame.top,
      bottom: scales.frame.bottom - 6)
    return notes.compactMap { note in
      var best: (cost: Double, place: PlacedNote)?
      for candidate in candidates(note, room, scales) {
        let height = PlacedNote.pitch * Double(candidate.lines.count)
        var top = room.bottom - height
        while top >= room.top {
          let frame = Frame(
            left: candidate.left, right: candidate.left + candidate.width, top: top,
            bottom: top + height)
          let area = frame.grown(by: 3)
          let covered = obstacles.count { area.contains($0) }
          let clashes = taken.count { $0.overlaps(frame) }
          let cost =
            candidate.cost + Double(covered) * 10 + Double(clashes) * 100_000
            + (room.bottom - frame.bottom) * 0.05
          if cost < best?.cost ?? .infinity {
            best = (
              cost,
              PlacedNote(
                lines: candidate.lines, frame: frame, of: note.of, isBefore: candidate.isBefore)
            )
          }
          top -= 4
        }
      }
      guard let best else { return nil }
      taken.append(best.place.frame)
      return best.place
    }
  }

  /// The places across and the ways to break the lines, unless the note is empty.
  private static func candidates(_ note: Note, _ room: Frame, _ scales: Scales) -> [Candidate] {
    let anchor = note.x.map { scales.x($0) }
    let widths = [
      room.width, scales.frame.right - room.left,
      anchor.map { room.right - $0 - distance } ?? 0, anchor.map { $0 - distance - room.left } ?? 0,
      room.width / 2,
    ].filter { $0 >= narrowest || $0 == room.width }
    return widths.flatMap { width -> [Candidate] in
      let lines = lines(of: note, width: width)
      let needed = lines.map { self.width($0.text, $0.ink) }.max() ?? 0
      return lefts(needed, anchor, room, corner: scales.frame.right - needed).map { cost, left in
        // A line more costs as much as 40 px of height.
        Candidate(
          lines: lines, left: left, width: needed, cost: cost + 2 * Double(lines.count),
          isBefore: anchor.map { left < $0 - distance && left + needed < $0 } ?? false)
      }
    }.filter { !$0.lines.isEmpty }
  }

  /// Left edges to try, each with what it costs.
  private static func lefts(
    _ width: Double, _ anchor: Double?, _ room: Frame, corner: Double
  ) -> [(Double, Double)] {
    guard let anchor else { return [(0, max(room.left, corner)), (1, room.left)] }
    let right = anchor + distance
    let left = anchor - distance - width
    var result: [(Double, Double)] = []
    if right + width <= room.right { result.append((0, right)) }
    if left >= room.left { result.append((1, left)) }
    return result.isEmpty ? [(100, max(room.left, min(right, room.right - width)))] : result
  }

  private static func lines(of note: Note, width: Double) -> [(text: String, ink: Ink)] {
    [(note.finding, Ink.strong), (note.detail, Ink.detail)].flatMap { text, ink in
      (text.map { broken($0, ink, width: width) } ?? []).map { ($0, ink) }
    }
  }

  /// A text in lines no wider than `width` px, broken at blanks; a longer word is cut.
  private static func broken(_ text: String, _ ink: Ink, width: Double) -> [String] {
    var lines: [String] = []
    for word in LabelText.oneLine(text).split(separator: " ") {
      let longer = lines.last.map { $0 + " " + word }
      if let longer, self.width(longer, ink) <= width {
        lines[lines.count - 1] = longer
      } else {
        lines.append(
          LabelText.fitted(
            [String(word)], width: width, size: ink.font.size, weight: ink.font.weight)[0])
      }
      // Beyond a few lines it is no note any more.
      if lines.count > 4 { return lines.prefix(3) + [LabelText.ellipsis] }
    }
    return lines
  }

  private static func width(_ text: String, _ ink: Ink) -> Double {
    TextMetrics.width(of: text, size: ink.font.size, weight: ink.font.weight)
  }
}
