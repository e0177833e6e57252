import ArgumentParser
import Foundation
import Simulation
import Stats

/// A real table of counts: its problems' rates, drawn from with replacement, are populations.
struct RateTable: Sendable {
  /// At most so many runs of a table are populations, spread evenly over their mean rates.
  static let most = 4

  private struct Run: Sendable {
    let name: String
    let benchmark: String
    let rates: [String: Double]
    var mean: Double { rates.values.sorted().reduce(0, +) / Double(rates.count) }
  }

  private let runs: [Run]

  init(path: String) throws {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    var lines = text.split(whereSeparator: \.isNewline).map(Self.fields)
    guard !lines.isEmpty else { throw ValidationError("\(path) is empty.") }
    let header = lines.removeFirst()
    let column = { (name: String) throws -> Int in
      guard let index = header.firstIndex(of: name) else {
        throw ValidationError("\(path) has no column \(name); `passcurve tally` writes it.")
      }
      return index
    }
    let places = try ["run", "benchmark", "problem", "n", "c"].map(column)
    var rates: [[String]: [String: Double]] = [:]
    for line in lines {
      let row = places.map { $0 < line.count ? line[$0] : "" }
      guard let n = Double(row[3]), let c = Double(row[4]), n > 0, c >= 0, c <= n else { continue }
      rates[[row[1], row[0]], default: [:]][row[2]] = c / n
    }
    let all = rates.filter { $0.value.count >= 20 }
      .map { Run(name: $0.key[1], benchmark: $0.key[0], rates: $0.value) }
      .sorted { ($0.mean, $0.benchmark, $0.name) < ($1.mean, $1.benchmark, $1.name) }
    guard !all.isEmpty else { throw ValidationError("\(path) has no run of 20 problems or more.") }
    let count = min(Self.most, all.count)
    runs = (0..<count).map { count == 1 ? all[0] : all[$0 * (all.count - 1) / (count - 1)] }
  }

  var runDesigns: [Design<SimulatedRun>] {
    runs.map { run in
      .of(
        Population(
          name: "real: \(run.benchmark) \(run.name)",
          parts: [(1, .points(run.rates.sorted { $0.key < $1.key }.map(\.value)))]))
    }
  }

  /// Neighbours in the list, on the problems they share.
  var pairDesigns: [Design<SimulatedPair>] {
    zip(runs, runs.dropFirst()).compactMap { a, b in
      let shared = a.rates.keys.filter { b.rates[$0] != nil }.sorted()
      guard a.benchmark == b.benchmark, shared.count >= 20 else { return nil }
      let rates = shared.map { (a.rates[$0]!, b.rates[$0]!) }
      return .of(
        JointPopulation(name: "real: \(a.benchmark) \(a.name) / \(b.name)") { rng in
          rates[Int(rng.uniform() * Double(rates.count))]
        })
    }
  }

  /// The fields of a line of CSV, quotes resolved.
  private static func fields(_ line: Substring) -> [String] {
    var fields = [""]
    var quoted = false
    for character in line {
      if character == "\"" {
        quoted.toggle()
      } else if character == "," && !quoted {
        fields.append("")
      } else {
        fields[fields.count - 1].append(character)
      }
    }
    return fields
  }
}
