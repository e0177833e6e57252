import ArgumentParser
import EvalLogs
import Foundation
import History

/// What a history holds.
struct HistoryListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the sets there are, night by night.",
    usage: "passcurve history list [--format <format>] [--store <file>]",
    discussion: """
      Example: passcurve history list

      Text is for reading, long words cut; csv and json have everything whole.
      """)

  @OptionGroup var place: StoreOption

  @Option(help: "text, csv or json.")
  var format = Format.text

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, csv, json
  }

  func run() throws {
    do {
      let list = HistoryList(try place.reading().sets())
      switch format {
      case .text: try Console.output(Array(list.text.utf8))
      case .csv: try Console.output(list.csv)
      case .json: try Console.output(try list.json())
      }
    } catch let error as HistoryError {
      throw Failure(error)
    }
  }
}

/// Sets as text, CSV and JSON.
struct HistoryList {
  let sets: [StoredSet]
  /// Characters of a line of text.
  private static let width = 100

  init(_ sets: [StoredSet]) { self.sets = sets }

  private static let columns: [(name: String, value: @Sendable (StoredSet) -> String)] = [
    ("night", { $0.night.text }), ("name", { $0.name ?? "" }),
    ("fingerprint", { $0.fingerprint }), ("runs", { "\($0.runs)" }),
    ("benchmarks", { "\($0.benchmarks)" }), ("problems", { "\($0.problems)" }),
    ("samples", { "\($0.samples)" }), ("verdict", { $0.verdict ?? "" }),
    ("link", { $0.link ?? "" }), ("title", { $0.title ?? "" }), ("program", { $0.program }),
  ]

  var csv: [UInt8] {
    var bytes = Array((Self.columns.map(\.name).joined(separator: ",") + "\n").utf8)
    for set in sets {
      for (index, column) in Self.columns.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        CSVField.append(column.value(set), to: &bytes)
      }
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }

  func json() throws -> [UInt8] {
    struct Item: Encodable {
      let night, fingerprint, program: String
      let name, title, link, verdict: String?
      let runs, benchmarks, problems, samples: Int

      init(_ set: StoredSet) {
        (night, fingerprint, program) = (set.night.text, set.fingerprint, set.program)
        (name, title, link, verdict) = (set.name, set.title, set.link, set.verdict)
        (runs, benchmarks, problems) = (set.runs, set.benchmarks, set.problems)
        samples = set.samples
      }
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    return Array(try encoder.encode(sets.map(Item.init))) + [0x0A]
  }

  /// Columns aligned; those that no set fills are left away.
  var text: String {
    guard !sets.isEmpty else { return "No sets.\n" }
    let header = [
      "night", "name", "set", "runs", "benchmarks", "problems", "samples", "verdict", "link",
    ]
    let rows = sets.map { set in
      [
        set.night.text, Self.short(set.name ?? "", 24), set.short, "\(set.runs)",
        "\(set.benchmarks)", "\(set.problems)", "\(set.samples)",
        Self.short(set.verdict ?? "", 16), set.link?.printable ?? "",
      ]
    }
    let shown = header.indices.filter { column in rows.contains { !$0[column].isEmpty } }
    let widths = header.indices.map { column in ([header] + rows).map { $0[column].count }.max()! }
    return ([header] + rows).map { row in
      var line = ""
      for column in shown {
        if !line.isEmpty { line += "  " }
        let room = String(repeating: " ", count: widths[column] - row[column].count)
        line += (3...6).contains(column) ? room + row[column] : row[column] + room
      }
      while line.last == " " { line.removeLast() }
      return (line.count <= Self.width ? line : line.prefix(Self.width - 1) + "…") + "\n"
    }.joined()
  }

  private static func short(_ text: String, _ most: Int) -> String {
    let text = text.printable
    return text.count <= most ? text : text.prefix(most - 1) + "…"
  }
}
