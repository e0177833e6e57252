import Charts
import Foundation
import Stats
import Testing

@testable import EvalLogs
@testable import Report

struct GateFilesTests {
  private static func edition(
    names: [String] = ["RL"], problems: Int = 40
  ) throws -> Edition {
    let before = names.flatMap {
      rows($0, correct: counts(1, problems: problems, of: 8), of: 8)
    }
    let after = names.flatMap {
      rows($0, correct: counts(1, problems: problems, of: 8, less: 4), of: 8)
    }
    return try gatedEdition(after, against: before)
  }

  private static func files(_ edition: Edition) -> [String: [UInt8]] {
    Dictionary(
      uniqueKeysWithValues: GateFiles.made(edition, Delivery()).map { ($0.path, $0.bytes) })
  }

  private static func text(_ path: String, _ edition: Edition) -> String {
    String(decoding: files(edition)[path] ?? [], as: UTF8.self)
  }

  @Test func `every form has the same verdict`() throws {
    let edition = try Self.edition()
    #expect(Self.files(edition).count == GateFiles.all.count)
    #expect(Self.text("gate/verdict.json", edition).contains("\"verdict\" : \"fail\""))
    #expect(Self.text("gate/summary.md", edition).contains("The gate fails"))
    #expect(Self.text("gate/junit.xml", edition).contains("failures=\"1\""))
    #expect(Self.text("gate/badge.svg", edition).contains("fail"))
    #expect(
      Self.text("gate/annotations.txt", edition).hasPrefix(
        "::error title=pass@k gate%3A regression::RL on maths"))
  }

  @Test func `a check in JSON is its row in the CSV, with the problems that fell`() throws {
    let edition = try Self.edition()
    let gate = try #require(edition.gate)
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(Self.files(edition)["gate/verdict.json"] ?? []))
        as? [String: Any])
    let checks = try #require(json["checks"] as? [[String: Any]])
    #expect(checks.count == gate.checks.count)
    let fields = try #require(checks.first)
    #expect(Set(fields.keys) == Set(gate.dataTable.columns + ["page", "movers"]))
    #expect(fields["losses"] as? Int == gate.checks[0].losses)
    #expect(fields["p_value"] as? Double == Double(NumberText.upper(gate.checks[0].pValue!)))
    let movers = try #require(fields["movers"] as? [[String: Any]])
    #expect(
      movers.count == 10 && movers[0]["problem"] as? String == gate.checks[0].movers[0].problem)
    // Where a rule stands may name a folder.
    #expect(!Self.text("gate/verdict.json", edition).contains("passcurve.yaml"))
  }

  @Test func `names of logs call nobody and end no line, element or command`() throws {
    let hostile =
      hostileNames + [
        "@maintainer", "#1", "https://evil.example", "a|b", "::error::x", "%0A::error::",
      ]
    let edition = try Self.edition(names: hostile)
    for (path, bytes) in Self.files(edition) where path.hasSuffix(".xml") || path.hasSuffix(".svg")
    {
      #expect(MarkupWriter.isWellFormed(bytes), "\(path)")
    }
    let summary = Self.text("gate/summary.md", edition)
    for word in ["<script", "@maintainer", "\\#1", "https://evil", "<img"] {
      #expect(!summary.contains(word), "\(word)")
    }
    let rows = summary.split(separator: "\n").filter { $0.hasPrefix("| ") }
    #expect(rows.count == hostile.count + 1)
    let lines = Self.text("gate/annotations.txt", edition).split(separator: "\n")
    #expect(
      lines.allSatisfy {
        ["::error title=", "::warning title=", "::notice title="].contains(where: $0.hasPrefix)
      })
    #expect(lines.count { $0.hasPrefix("::error") } == 10)
    #expect(!Self.text("gate/annotations.txt", edition).contains("\u{85}"))
  }

  @Test func `a long summary keeps within its limit, the gravest first, and says what is left out`()
    throws
  {
    let names = (0..<900).map { "run \($0) " + String(repeating: "x", count: 60) }
    let edition = try Self.edition(names: names, problems: 12)
    let comment = Self.text("gate/comment.md", edition)
    #expect(comment.utf8.count <= 60_000)
    #expect(comment.utf8.count > 30_000)
    #expect(comment.contains("of 900\u{A0}checks"))
    #expect(Self.text("gate/summary.md", edition).utf8.count <= 900_000)
  }

  @Test func `a case is a failure, skipped or passed as its verdict is`() throws {
    let before = rows("RL", correct: counts(1, problems: 40, of: 8), of: 8)
    let open = try gatedEdition(
      Array(before.dropFirst(3)).map { row in
        var row = row
        row.tally = Tally(correct: max(0, row.tally.correct - 1), of: 8)
        return row
      }.prefix(4).map { $0 }, against: Array(before.prefix(7)))
    let xml = Self.text("gate/junit.xml", open)
    #expect(xml.contains("<skipped message=\"cannot tell"))
    #expect(xml.contains("type=\"missing\""))
  }
}
