import ArgumentParser
import EvalLogs
import Glibc
import Report

/// The program: its commands, and what its exit codes mean.
package struct Tool: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "passcurve",
    abstract: "Turns folders of LLM evaluation logs into static reports about pass@k.",
    discussion: """
      A first report, from the logs of any supported harness:

        passcurve build runs/ -o site

      then open site/index.html. `passcurve check runs/` says what would be read, and \
      `passcurve formats` which logs there are readers for.

      Exit codes: 0 done, issues listed; 1 a gate found a regression, verify a fault, or a \
      writeup claims what the data do not bear; 2 an \
      option, the config or a name is wrong; 3 the input cannot be used, or has any issue under --strict; 4 the output \
      cannot be written.
      """,
    version: Version.current,
    subcommands: Commands.all)

  package init() {}

  /// Runs the command on the program's arguments and leaves with its exit code.
  package static func main() {
    signal(SIGPIPE, SIG_IGN)
    // Who started us may have it otherwise; then no program that we start could be waited for.
    signal(SIGCHLD, SIG_DFL)
    Signals.wait()
    Console.holdStandardStreams()
    do {
      try Suggestion.checkCommand(CommandLine.arguments.dropFirst())
      var command = try parseAsRoot()
      try command.run()
    } catch let failure as Failure {
      leave(failure)
    } catch {
      leave(error)
    }
    Glibc.exit(ExitStatus.done.rawValue)
  }

  private static func leave(_ failure: Failure) -> Never {
    Console.say(failure.message)
    Glibc.exit(failure.code.rawValue)
  }

  /// Help and version are answers; everything else the parser throws is a matter of usage.
  private static func leave(_ error: any Error) -> Never {
    let text = fullMessage(for: error)
    if exitCode(for: error) == .success {
      do {
        try Console.print(text)
      } catch {
        leave(error)
      }
      Glibc.exit(ExitStatus.done.rawValue)
    }
    Console.say(Suggestion.worded(text, CommandLine.arguments.dropFirst()))
    Glibc.exit(ExitStatus.usage.rawValue)
  }
}

/// The commands, one file each. Help and the tests are derived from this list.
enum Commands {
  static let all: [any ParsableCommand.Type] = [
    BuildCommand.self, EstimateCommand.self, PlanCommand.self, TallyCommand.self, MergeCommand.self,
    CheckCommand.self, CompareCommand.self, VerifyCommand.self, ExportCommand.self,
    InitCommand.self,
    HistoryCommand.self, FormatsCommand.self, AnalysesCommand.self,
  ]
}

/// What the program leaves with.
package enum ExitStatus: Int32, Sendable {
  case done = 0
  /// A gate found a regression, or a check of a site a fault.
  case regression = 1
  case usage = 2
  case input = 3
  case output = 4
}

/// The end of a command that could not do its work.
struct Failure: Error {
  let code: ExitStatus
  let message: String

  init(_ code: ExitStatus, _ message: String) {
    self.code = code
    self.message = message
  }

  init(_ error: ReportError) {
    let code: ExitStatus =
      switch error.kind {
      case .usage: .usage
      case .input: .input
      case .output: .output
      case .claim: .regression
      }
    let lines = ([error] + error.others).map { error in
      let remedy = error.remedy.map { "\n  \($0.printable)" } ?? ""
      return "passcurve: error: \(error.detail.printable)\(remedy)"
    }
    self.init(code, lines.joined(separator: "\n"))
  }

  init(_ error: LogError) {
    let issues = error.issues.prefix(10).map { "\($0)\n" }.joined()
    self.init(
      error.kind == .usage ? .usage : .input, issues + "passcurve: error: \(error.description)")
  }
}
