import Charts

/// The verdict as a file for where people look.
///
/// To add one: a file under Gate/Files and a line in `GateFiles.all`.
protocol GateFile: Sendable {
  /// Below the site's folder.
  static var path: String { get }
  static func bytes(_ gate: GateReport, _ place: GatePlace) -> [UInt8]
}

/// The report that a verdict belongs to.
package struct GatePlace: Sendable {
  package let title: String
  package let fingerprint: String
  /// Where the site will be found.
  package let baseURL: BaseURL?
  /// Seconds since 1970, where the caller says.
  package let updated: Int?

  package init(_ edition: Edition, _ delivery: Delivery) {
    title = edition.results.study.title
    fingerprint = edition.provenance.fingerprint
    baseURL = delivery.baseURL
    updated = delivery.updated
  }

  /// Of a page, where the site's address is known.
  func address(_ page: String?) -> String? { page.flatMap { baseURL?.of(page: $0) } }
}

package enum GateFiles {
  static let all: [any GateFile.Type] = [
    GateJSON.self, GateMarkdown.self, GateComment.self, GateJUnit.self, GateAnnotations.self,
    GateBadge.self,
  ]

  static func made(_ edition: Edition, _ delivery: Delivery) -> [(path: String, bytes: [UInt8])] {
    guard let gate = edition.gate else { return [] }
    let place = GatePlace(edition, delivery)
    return all.map { ($0.path, $0.bytes(gate, place)) }
  }

  /// The step summary, and the annotations: for whoever prints them.
  package static func summary(_ edition: Edition, _ delivery: Delivery) -> [UInt8] {
    edition.gate.map { GateMarkdown.bytes($0, GatePlace(edition, delivery)) } ?? []
  }

  /// The verdict for a history: gate/verdict.json, or nothing where it is larger.
  package static func verdict(
    _ edition: Edition, _ delivery: Delivery, most: Int
  ) -> [UInt8]? {
    let bytes = edition.gate.map { GateJSON.bytes($0, GatePlace(edition, delivery)) }
    return bytes.flatMap { $0.count <= most ? $0 : nil }
  }

  package static func annotations(_ edition: Edition, _ delivery: Delivery) -> [UInt8] {
    edition.gate.map { GateAnnotations.bytes($0, GatePlace(edition, delivery)) } ?? []
  }
}
