import Charts
import Stats

/// The verdict for a job's summary: gate/summary.md, below 900 kB.
enum GateMarkdown: GateFile {
  static let path = "gate/summary.md"
  static let limit = 900_000

  static func bytes(_ gate: GateReport, _ place: GatePlace) -> [UInt8] {
    text(gate, place, limit: limit)
  }

  /// As much as fits: the verdict, the checks from the gravest on, the problems that fell.
  static func text(_ gate: GateReport, _ place: GatePlace, limit: Int) -> [UInt8] {
    let title = inLine(place.title)
    var head = "## \(gate.hasFailed ? "❌" : "✅") \(title)\n\n\(inLine(gate.sentence))\n\n"
    head += "\(inLine(gate.coverage)), report `\(place.fingerprint.prefix(12))`"
    head += place.baseURL.map { ", [the whole report](\($0.text))" } ?? ""
    head += "\n\n"
    let foot = "\n" + gate.statements.map { "- \(inLine($0))\n" }.joined()
    let pointer = "the report’s data/gate.csv has all"
    var room = limit - head.utf8.count - foot.utf8.count - 400
    var text = head
    let lines = gate.checks.map { line($0, gate, place) }
    var shown = 0
    if !lines.isEmpty {
      let columns =
        "| verdict | run | benchmark | k | stored | tonight | difference | why |\n"
        + "|:--|:--|:--|--:|--:|--:|--:|:--|\n"
      room -= columns.utf8.count
      text += columns
      for line in lines {
        if line.utf8.count > room { break }
        room -= line.utf8.count
        text += line
        shown += 1
      }
      if shown < lines.count {
        text +=
          "\n\(inLine("The first \(Phrase.count(shown)) of \(Phrase.count(lines.count, "check")); \(pointer)."))\n"
      }
    }
    for check in gate.failures where !check.movers.isEmpty && shown == lines.count {
      let part = movers(check)
      if part.utf8.count > room {
        text += "\n\(inLine("Problems of further checks are left out; \(pointer)."))\n"
        break
      }
      room -= part.utf8.count
      text += part
    }
    return Array((text + foot).utf8)
  }

  private static func line(_ check: GateCheck, _ gate: GateReport, _ place: GatePlace) -> String {
    let fails = gate.settings.failing.contains(check.verdict)
    let benchmark = inLine(check.benchmark)
    let link = place.address(check.page).map { "[\(benchmark)](\($0))" }
    var difference = check.difference.map { Phrase.signed($0, check.interval) } ?? ""
    if let interval = check.interval { difference += " " + inLine(Phrase.limits(interval)) }
    var cells = [fails ? "**\(check.verdict.rawValue)**" : check.verdict.rawValue]
    cells += [inLine(check.run), link ?? benchmark, check.k.map { Phrase.count($0) } ?? ""]
    cells += [check.baselineValue, check.value].map { value in
      value.map { Phrase.percent($0, check.interval) } ?? ""
    }
    cells += [difference, inLine(check.why)]
    return "| \(cells.joined(separator: " | ")) |\n"
  }

  private static func movers(_ check: GateCheck) -> String {
    let rows = check.movers.map { mover in
      let before = mover.before.samples == 0 ? "" : "\(inLine(GateReport.text(mover.before))) → "
      return "- \(inLine(mover.problem)): \(before)\(inLine(GateReport.text(mover.after)))\n"
    }
    return
      "\n<details><summary>What fell: \(inLine(check.place))</summary>\n\n\(rows.joined())\n</details>\n"
  }

  /// Text that is shown as it is and calls nobody: names, numbers of issues and addresses in it
  /// become no mentions and no links.
  static func inLine(_ text: String) -> String {
    let breaks: [(String, String)] = [
      ("@", "@<!-- -->"), ("\\#", "\\#<!-- -->"), ("://", ":<!-- -->//"), ("www.", "www<!-- -->."),
    ]
    return breaks.reduce(Table.markdown(text)) { $0.replacing($1.0, with: $1.1) }
  }
}

/// The verdict for a comment on a change: gate/comment.md, below 60 kB.
enum GateComment: GateFile {
  static let path = "gate/comment.md"
  static let limit = 60_000

  static func bytes(_ gate: GateReport, _ place: GatePlace) -> [UInt8] {
    GateMarkdown.text(gate, place, limit: limit)
  }
}
