import Stats

/// What is to be said of the problems and samples of one run on one benchmark, beside its numbers.
struct SetCheck {
  let found: [PendingCheck]

  init(_ tonight: Tonight.Cell, _ stored: StoredCells.Cell, against: String, rule: Int) {
    let after = Self.known(tonight.cell)
    let before = Self.known(stored.cell)
    var found: [PendingCheck] = []
    func add(_ verdict: GateVerdict, _ detail: String) {
      var check = GateCheck(tonight, rule: rule, against: against, verdict)
      check.detail = detail
      check.problems = after.intersection(before).count
      found.append(PendingCheck(check))
    }
    let gone = stored.cell.problems.map(\.id).filter { before.contains($0) && !after.contains($0) }
    if !gone.isEmpty {
      add(
        .missing,
        "\(Phrase.count(gone.count)) of \(Phrase.count(before.count, "problem")) \(gone.count == 1 ? "is" : "are") not there: \(Self.listed(gone))"
      )
    }
    let new = tonight.cell.problems.map(\.id).filter { after.contains($0) && !before.contains($0) }
    if !new.isEmpty {
      add(
        .changed,
        "\(Phrase.count(new.count, "problem")) \(new.count == 1 ? "is" : "are") not in the baseline: \(Self.listed(new))"
      )
    }
    if let cut = tonight.cell.truncated, let former = stored.cell.truncated {
      let (one, two) = (Self.samples(tonight.cell), Self.samples(stored.cell))
      let p = fisherExact(
        Tally(correct: min(cut, one), of: one), Tally(correct: min(former, two), of: two))
      if let p, p < 0.01, Double(cut) * Double(two) > Double(former) * Double(one) {
        add(
          .truncated,
          "\(Phrase.count(cut)) of \(Phrase.count(one, "sample")) were cut off, in the baseline \(Phrase.count(former)) of \(Phrase.count(two))"
        )
      }
    }
    let missing = tonight.cell.problems.reduce(0) { $0 + $1.tally.missing }
    if missing > 0 {
      add(
        .incomplete,
        "\(Phrase.count(missing)) of \(Phrase.count(Self.samples(tonight.cell) + missing, "sample")) are missing"
      )
    }
    self.found = found
  }

  /// Problems of which anything is known.
  private static func known(_ cell: Study.Cell) -> Set<String> {
    Set(cell.problems.lazy.filter { $0.tally.isKnown }.map(\.id))
  }

  private static func samples(_ cell: Study.Cell) -> Int {
    cell.problems.reduce(0) { $0 + $1.tally.samples }
  }

  /// The first few of many names.
  static func listed(_ names: [String], most: Int = 5) -> String {
    let shown = names.prefix(most).joined(separator: ", ")
    return names.count > most ? "\(shown) and \(Phrase.count(names.count - most)) more" : shown
  }
}
