import Foundation
import Glibc
import Report

/// What a job that runs us shows by itself: GitHub's step summary and annotations.
enum JobSummary {
  /// Appends the verdict to the file that GITHUB_STEP_SUMMARY names, and prints the annotations
  /// where GITHUB_ACTIONS is set.
  static func publish(_ edition: Edition, _ delivery: Delivery) throws {
    let environment = ProcessInfo.processInfo.environment
    if let path = environment["GITHUB_STEP_SUMMARY"], !path.isEmpty {
      append(GateFiles.summary(edition, delivery), to: path)
    }
    if environment["GITHUB_ACTIONS"] == "true" {
      try Console.output(GateFiles.annotations(edition, delivery))
    }
  }

  private static func append(_ bytes: [UInt8], to path: String) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      return Console.say(
        "passcurve: note: GITHUB_STEP_SUMMARY: \(path.printable): \(String(cString: strerror(errno)))"
      )
    }
    defer { close(descriptor) }
    if !Console.write(bytes, to: descriptor) {
      Console.say(
        "passcurve: note: GITHUB_STEP_SUMMARY: \(path.printable): \(String(cString: strerror(errno)))"
      )
    }
  }
}
