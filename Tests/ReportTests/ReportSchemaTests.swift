import EvalLogs
import Foundation
import Templates
import Testing

@testable import Report

/// What of JSON Schema our own uses, checked as it is meant.
private struct Schema {
  let root: [String: Any]

  private static let known: Set<String> = [
    "$schema", "title", "description", "type", "additionalProperties", "required", "properties",
    "items", "enum", "const", "pattern", "minimum", "exclusiveMinimum", "exclusiveMaximum",
  ]

  /// What is wrong with a value, each with its place.
  func faults(_ value: Any, _ schema: [String: Any]? = nil, at place: String = "$") -> [String] {
    let schema = schema ?? root
    var faults: [String] = []
    for key in schema.keys where !Self.known.contains(key) { faults.append("unknown word \(key)") }
    if let types = schema["type"] as? [String] ?? (schema["type"] as? String).map({ [$0] }) {
      if !types.contains(where: { Self.has(value, $0) }) {
        faults.append("\(place) is no \(types)")
      }
    }
    if let one = schema["const"], !Self.same(one, value) { faults.append("\(place) is not \(one)") }
    if let list = schema["enum"] as? [Any], !list.contains(where: { Self.same($0, value) }) {
      faults.append("\(place) is \(value)")
    }
    if let pattern = schema["pattern"] as? String, let text = value as? String,
      text.range(of: pattern, options: .regularExpression) == nil
    {
      faults.append("\(place) is \(text)")
    }
    if let number = value as? Double {
      if let least = schema["minimum"] as? Double, number < least { faults.append("\(place) low") }
      if let low = schema["exclusiveMinimum"] as? Double, number <= low {
        faults.append("\(place) low")
      }
      if let high = schema["exclusiveMaximum"] as? Double, number >= high {
        faults.append("\(place) high")
      }
    }
    if let object = value as? [String: Any] {
      let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
      for name in schema["required"] as? [String] ?? [] where object[name] == nil {
        faults.append("\(place) lacks \(name)")
      }
      for (name, item) in object {
        if let own = properties[name] ?? schema["additionalProperties"] as? [String: Any] {
          faults += self.faults(item, own, at: "\(place).\(name)")
        } else if schema["additionalProperties"] as? Bool == false {
          faults.append("\(place) has \(name)")
        }
      }
    }
    if let items = value as? [Any], let own = schema["items"] as? [String: Any] {
      for (index, item) in items.enumerated() {
        faults += self.faults(item, own, at: "\(place)[\(index)]")
      }
    }
    return faults
  }

  private static func has(_ value: Any, _ type: String) -> Bool {
    let isBool = value is NSNumber && isTruth(value)
    return switch type {
    case "object": value is [String: Any]
    case "array": value is [Any]
    case "string": value is String
    case "null": value is NSNull
    case "integer": !isBool && (value as? Double).map { $0 == $0.rounded() } ?? false
    case "number": !isBool && value is Double
    default: false
    }
  }

  /// Whether a number is a truth value.
  private static func isTruth(_ value: Any) -> Bool {
    (value as? NSNumber).map { String(cString: $0.objCType) == "c" } ?? false
  }

  private static func same(_ a: Any, _ b: Any) -> Bool {
    if let a = a as? String, let b = b as? String { return a == b }
    if let a = a as? Double, let b = b as? Double { return a == b }
    return false
  }
}

struct ReportSchemaTests {
  private func schema() throws -> Schema {
    let value = try JSONSerialization.jsonObject(with: Data(Templates.reportSchema))
    return Schema(root: try #require(value as? [String: Any]))
  }

  private func report(_ edition: Edition) throws -> [String: Any] {
    let site = try Pipeline.site(edition)
    let value = try JSONSerialization.jsonObject(with: Data(site.files["report.json"] ?? []))
    return try #require(value as? [String: Any])
  }

  @Test(arguments: 0..<24) func `every report.json is what its schema says`(seed: Int) throws {
    let report = try report(RandomStudy(seed, hostile: seed.isMultiple(of: 3)).edition())
    #expect(try schema().faults(report).isEmpty)
  }

  @Test func `roles, issues and absences are in the schema`() throws {
    let settings = try settings("runs: [{match: a, role: base, family: F}]")
    let edition = try Pipeline.edition(
      Reading(
        rows("a", correct: [1], of: 2, variant: "step=1") + rows("b", correct: [1], of: 2),
        issues: [.init(.badCounts, path: "x", line: 3, detail: "d", remedy: "r")]), settings)
    let report = try report(edition)
    #expect(try schema().faults(report) == [])
    #expect((report["issues"] as? [Any])?.count == 1)
    #expect((report["absent"] as? [Any])?.isEmpty == false)
  }

  @Test func `what is not in the schema is found`() throws {
    var report = try report(RandomStudy(1).edition())
    let schema = try schema()
    for (key, value) in [
      ("extra", 1 as Any), ("schema", 2), ("level", "0.95"), ("fingerprint", "abc"), ("level", 1),
      ("tables", ["curves": [["k": [1]]]]), ("runs", [["id": "a"]]), ("interval", "wald"),
    ] {
      let former = report.updateValue(value, forKey: key)
      #expect(!schema.faults(report).isEmpty, "\(key) \(value)")
      report[key] = former
    }
    report["title"] = nil
    #expect(schema.faults(report) == ["$ lacks title"])
  }

  @Test func `the schema lies beside the report, and in the documentation`() throws {
    let site = try RandomStudy(1).site()
    #expect(site.files["report.schema.json"] == Templates.reportSchema)
    let documented = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../docs/report.schema.json")
    #expect(Array(try Data(contentsOf: documented)) == Templates.reportSchema)
  }
}
