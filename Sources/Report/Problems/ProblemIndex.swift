import EvalLogs
import Foundation
import Stats

/// What the script of the problem pages searches: a file of its own for each benchmark, loaded when
/// a reader first asks, by a script element, as pages opened from a disk may load nothing else.
struct ProblemIndex: Encodable {
  /// The text all ids begin with; `ids` holds the rest.
  let prefix: String
  let ids: [String]
  /// Anchors of the problems whose id is none, by their place.
  let anchors: [String: String]
  /// Problems a page, and pages there are.
  let size: Int
  let pages: Int
  let runs: [Run]
  /// A letter a problem, `ProblemList.Kind` and `ProblemPair.Kind`: of all runs under the empty name,
  /// in capitals where samples are missing; of a pair under its name, in capitals where it is changed.
  let sets: [String: String]

  /// Counts of one run by problem: -1 where it lacks it.
  struct Run: Encodable {
    let label: String
    let c: Numbers
    let n: Numbers
    let missing: Numbers
  }

  /// Numbers by problem, or the one that all problems have.
  struct Numbers: Encodable {
    let values: [Int]

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      if let first = values.first, values.allSatisfy({ $0 == first }) {
        try container.encode(first)
      } else {
        try container.encode(values)
      }
    }
  }

  init(_ list: ProblemList, _ study: Study, pages: Int) {
    let shared = Self.beginning(list.ids)
    prefix = shared
    ids = list.ids.map { String($0.unicodeScalars.dropFirst(shared.unicodeScalars.count)) }
    anchors = Dictionary(
      uniqueKeysWithValues: zip(list.ids, list.anchors).enumerated().compactMap { place, names in
        names.0 == names.1 ? nil : (String(place), names.1)
      })
    size = ProblemList.page
    self.pages = pages
    runs = list.shown.map { cell in
      let tallies = list.ids.indices.map { list.tally(cell, $0) }
      return Run(
        label: study.runs[list.cells[cell].run].label,
        c: Numbers(values: tallies.map { $0?.correct ?? -1 }),
        n: Numbers(values: tallies.map { $0?.samples ?? 0 }),
        missing: Numbers(values: tallies.map { $0?.missing ?? 0 }))
    }
    var sets = [
      "": Self.letters(list.ids.indices.map { (list.kind($0).rawValue, list.isMissing[$0]) })
    ]
    for pair in list.pairs {
      sets[Self.name(pair.pair, study)] = Self.letters(
        zip(pair.kinds, pair.changed).map { ($0.rawValue, $1) })
    }
    self.sets = sets
  }

  /// A pair's name in addresses: the two runs', the same whatever other runs there are.
  static func name(_ pair: Study.Pair, _ study: Study) -> String {
    [pair.baseline, pair.candidate].map { ProblemAnchor.name(study.runs[$0].id) }
      .joined(separator: " ")
  }

  private static func letters(_ marks: [(letter: UInt8, isCapital: Bool)]) -> String {
    String(
      decoding: marks.map { $0.isCapital && $0.letter >= 0x61 ? $0.letter - 0x20 : $0.letter },
      as: UTF8.self)
  }

  /// What all ids begin with, whole characters of Unicode only.
  private static func beginning(_ ids: [String]) -> String {
    guard ids.count > 1, let first = ids.first else { return "" }
    var shared = Array(first.unicodeScalars)
    for id in ids {
      var length = 0
      for (one, other) in zip(shared, id.unicodeScalars) {
        if one != other { break }
        length += 1
      }
      shared.removeLast(shared.count - length)
      if shared.isEmpty { break }
    }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: shared)
    return String(text)
  }

  /// A call that hands the data over; no text in it can end a script element.
  var script: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Strings and whole numbers only.
    guard let data = try? encoder.encode(self) else { fatalError("a value that is not JSON") }
    var bytes = Array("passcurveProblems(".utf8)
    bytes.reserveCapacity(data.count + 32)
    for byte in data {
      if byte == UInt8(ascii: "<") {
        bytes += "\\u003c".utf8
      } else {
        bytes.append(byte)
      }
    }
    bytes += ")\n".utf8
    return bytes
  }
}
