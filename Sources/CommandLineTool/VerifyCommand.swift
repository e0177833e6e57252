import ArgumentParser
import EvalLogs
import Glibc
import Report

/// The self-check of a built site.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check a built site: files, links, requests, weights, and numbers against its CSV.",
    usage: "passcurve verify <site> [--json] [<options>]",
    discussion: """
      Example: passcurve verify site

      One line a finding: the file, what is wrong, what would help. Reads nothing but the site, and \
      asks no network. Exit code 1 where something is wrong, 3 where there is no site.
      """)

  @Argument(help: "A folder that a build wrote, or a report in one file.")
  var site: String

  @Flag(help: "Print as JSON.")
  var json = false

  @Option(help: ArgumentHelp("Threads at work. Never changes a result.", valueName: "n"))
  var threads: Int = Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))

  @Flag(help: "Say nothing but findings.")
  var quiet = false

  func validate() throws {
    guard (1...1024).contains(threads) else {
      throw ValidationError("--threads is a number from 1 to 1024, not \(threads).")
    }
  }

  func run() throws {
    let progress = ProgressReport(quiet: quiet)
    defer { progress?.finish() }
    do {
      let outcome = try SiteCheck.outcome(
        at: site, threads: threads, progress: progress?.handler)
      progress?.finish()
      if json {
        try Console.print(outcome.json)
      } else {
        let lines = outcome.findings.map { "\($0.description.printable)\n" }
        try Console.output(Array(lines.joined().utf8))
      }
      let count = outcome.findings.count
      guard count == 0 else {
        throw Failure(
          .regression,
          "passcurve: error: \(site.printable): \(count) \(count == 1 ? "finding" : "findings")")
      }
      guard !json, !quiet else { return }
      try Console.print(
        "\(site.printable): nothing is wrong with \(outcome.files) files, "
          + "\(outcome.pages) pages, \(ProgressLine.bytes(outcome.bytes))")
    } catch let error as ReportError {
      throw Failure(error)
    }
  }
}
