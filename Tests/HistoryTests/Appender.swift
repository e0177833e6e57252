import Foundation
import Testing

/// The program that adds sets until it is stopped.
final class Appender {
  private let process = Process()
  private let said: URL

  /// - Parameter name: Of a file in the folder, for what it says.
  init(_ place: Place, first: Int, count: Int, name: String = "said") throws {
    said = URL(fileURLWithPath: "\(place.path)/\(name)")
    try Data().write(to: said)
    let beside = URL(fileURLWithPath: try #require(CommandLine.arguments.first))
      .deletingLastPathComponent()
    process.executableURL = beside.appendingPathComponent("history-appender")
    process.arguments = [place.store, "\(first)", "\(count)"]
    process.standardOutput = try FileHandle(forWritingTo: said)
    try process.run()
  }

  /// The numbers of the sets whose adding had returned.
  func numbers() throws -> [Int] {
    let text = String(decoding: try Data(contentsOf: said), as: UTF8.self)
    return text.split(separator: "\n").compactMap { Int($0) }
  }

  /// Ends it as a lost machine would, once so many adds have returned and some time has passed.
  func kill(after adds: Int, microseconds: UInt32) throws {
    while process.isRunning, try numbers().count < adds { usleep(200) }
    usleep(microseconds)
    if process.isRunning { Glibc.kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
  }

  func wait() -> Int32 {
    process.waitUntilExit()
    return process.terminationStatus
  }
}
