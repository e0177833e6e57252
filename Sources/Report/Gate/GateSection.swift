import Charts
import Stats

extension GateReport {
  /// Checks that the first page shows; the file has all.
  private static let most = 40

  /// What stands first on the first page.
  var section: Section {
    let shown = table(most: Self.most)
    let fallen = failures.prefix(8).filter { !$0.movers.isEmpty }.enumerated().map {
      (place: $1.place, table: moverTable($1, number: $0 + 1))
    }
    return Section(
      "gate", .wideTable, heading: heading, short: "Gate",
      tables: checks.isEmpty ? [] : [shown] + fallen.map(\.table),
      body: { html in
        if checks.isEmpty { html.paragraph(sentence) } else { html.table(shown) }
      },
      notes: { html in
        html.paragraph(
          lead: "Coverage. ", "\(coverage.prefix(1).uppercased() + coverage.dropFirst()).")
        for line in statements { html.paragraph(line) }
        if checks.count > Self.most {
          html.paragraph(
            "The first \(Self.most) of \(Phrase.count(checks.count, "check")); data/gate.csv has all."
          )
        }
        html.links([
          ("CSV", "data/gate.csv"), ("JSON", "gate/verdict.json"), ("JUnit", "gate/junit.xml"),
          ("Markdown", "gate/summary.md"),
        ])
      },
      after: { html in
        for (number, item) in fallen.enumerated() {
          html.details("gate-\(number + 1)", "What fell: \(item.place)", [item.table])
        }
      })
  }

  private var heading: String {
    hasFailed
      ? "The gate fails: \(failures.count == 1 ? failures[0].place : Phrase.count(failures.count, "check"))"
      : checks.isEmpty ? "The gate has nothing to compare with yet" : "The gate passes: \(counts)"
  }

  /// What a reader has to know of how it was decided.
  var statements: [String] {
    var lines = absences.map { "\($0)." }
    for baseline in baselines {
      lines.append("Held against \(baseline.name), fingerprint \(baseline.fingerprint.prefix(12)).")
    }
    let compared = checks.filter { $0.adjusted != nil }
    if !compared.isEmpty {
      let error = settings.nights == nil ? (1 - level) / 2 : 1 - level
      let whole = NumberText.shortest((error * 1e12).rounded() / 1e12)
      let over =
        settings.nights.map {
          "in \(Phrase.count($0, "night")) together, the error spent evenly,"
        } ?? "in a night"
      lines.append(
        settings.control == .familyWise
          ? "Over all \(Phrase.count(compared.count, "comparison")), the chance of even one false regression \(over) is kept below \(whole) (Holm)."
          : "Of what is called a regression \(over), the expected share that is false is kept below \(whole) (Benjamini and Hochberg)."
      )
    }
    lines += Set(compared.compactMap(\.assumption)).sorted().map {
      "Assumed: \($0)."
    }
    let margins = Set(compared.filter { $0.difference != nil }.map(\.margin)).sorted()
    for margin in margins where margin > 0 {
      lines.append(
        "A drop of up to \(Phrase.margin(margin)) is tolerated: a regression is one whose whole interval lies below it."
      )
    }
    if count(.undecided) > 0 {
      lines.append(
        "Cannot tell: the interval leaves both open, a drop beyond the margin and none. That is no pass of the model, and fails the gate only if asked to."
      )
    }
    return lines
  }

  private func moverTable(_ check: GateCheck, number: Int) -> Table {
    Table(
      "gate-movers-\(number)", label: "Problems that fell",
      caption: "Correct of scored samples: \(check.place), the problems that fell most.",
      columns: [.init("Problem"), .init("stored", isText: true), .init("tonight", isText: true)],
      rows: check.movers.map {
        [
          .name($0.problem),
          $0.before.samples == 0 ? .none("–") : .words(Self.text($0.before)),
          .words(Self.text($0.after)),
        ]
      })
  }

  static func text(_ tally: Tally) -> String {
    "\(Phrase.count(tally.correct)) of \(Phrase.count(tally.samples))"
  }
}
