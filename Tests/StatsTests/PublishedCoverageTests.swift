import Foundation
import Simulation
import Stats
import Testing

/// The coverage that the documentation publishes, measured anew in a few cells with other random
/// numbers: no default may have fallen below its published figure by more than the errors of both
/// simulations.
@Suite(.serialized) struct PublishedCoverageTests {
  /// Three and a half standard errors of both, as about a hundred cells are looked at.
  static let errors = 3.5
  static let seed: UInt64 = 20_261

  struct Published {
    let coverage: Double
    let standardError: Double
  }

  @Test(arguments: [("aime", 30, 64), ("ceil", 30, 64), ("floor", 10, 8), ("spike", 30, 256)])
  func `one run`(population: String, problems: Int, samples: Int) throws {
    let design = try #require(Design<SimulatedRun>.all.first { $0.name == population })
    try check(CoverageGroup(design, problems: problems, samples: samples), Method.all, "one-run")
  }

  @Test(arguments: [
    ("crossing", 30, 64), ("ceiling", 30, 8), ("few losses", 100, 8), ("few flips", 30, 1),
  ])
  func `two runs`(population: String, problems: Int, samples: Int) throws {
    let design = try #require(Design<SimulatedPair>.all.first { $0.name == population })
    try check(CoverageGroup(design, problems: problems, samples: samples), Method.all, "two-runs")
  }

  private func check<Data>(
    _ group: CoverageGroup<Data>, _ methods: [Simulation.Method<Data>], _ file: String
  ) throws {
    let published = try Self.published(file)
    let defaults = methods.filter(\.isDefault).map { method in
      var method = method
      method.levels = [0.95]
      return method
    }
    let rows = group.measure(defaults, datasets: 400, seed: Self.seed).filter { $0.datasets > 0 }
    #expect(!rows.isEmpty)
    for row in rows {
      let cell = [
        row.target, row.method, row.population, "\(row.problems)", "\(row.samples)", row.k, "0.95",
      ]
      let figure = try #require(published[cell], "docs/coverage/\(file).csv lacks \(cell)")
      let (a, b) = (row.standardError, figure.standardError)
      let error = (a * a + b * b).squareRoot()
      #expect(
        row.coverage >= figure.coverage - Self.errors * error,
        "\(cell): \(row.coverage) measured, \(figure.coverage) published, error \(error)")
    }
  }

  private static func published(_ file: String) throws -> [[String]: Published] {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("docs/coverage/\(file).csv")
    var result: [[String]: Published] = [:]
    for line in try String(contentsOf: path, encoding: .utf8).split(separator: "\n").dropFirst() {
      let fields = fields(line)
      guard let coverage = Double(fields[8]), let error = Double(fields[9]) else { continue }
      result[Array(fields[0..<7])] = Published(coverage: coverage, standardError: error)
    }
    return result
  }

  /// The fields of a line, quotes resolved.
  private static func fields(_ line: Substring) -> [String] {
    var fields = [""]
    var quoted = false
    for character in line {
      switch character {
      case "\"": quoted.toggle()
      case "," where !quoted: fields.append("")
      default: fields[fields.count - 1].append(character)
      }
    }
    return fields
  }
}
