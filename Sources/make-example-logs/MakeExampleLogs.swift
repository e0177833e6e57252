import Foundation

/// Writes the logs of a study under examples/: simulated outcomes in the formats of harnesses.
///
///     make-example-logs STUDY DIR
///
/// No model was run. The same version writes the same bytes every time.
@main
enum MakeExampleLogs {
  /// By the names of their folders.
  static let studies: [any ExampleStudy.Type] = [BaseAndRL.self, WholeDebate.self]

  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    guard arguments.count == 2, let study = studies.first(where: { $0.name == arguments.first })
    else {
      let names = studies.map { $0.name }.joined(separator: "|")
      FileHandle.standardError.write(Data("usage: make-example-logs \(names) DIR\n".utf8))
      exit(2)
    }
    for log in study.logs() { try log.write(below: arguments[arguments.endIndex - 1]) }
  }
}

/// A study under examples/.
protocol ExampleStudy: Sendable {
  static var name: String { get }
  static func logs() -> [ExampleLog]
}
