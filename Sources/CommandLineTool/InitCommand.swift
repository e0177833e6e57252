import ArgumentParser
import EvalLogs
import Foundation
import Report

/// A config to begin with.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write a commented passcurve.yaml from what is found.",
    usage: "passcurve init <paths> ... [-o <file>] [<options>]",
    discussion: """
      Example: passcurve init runs/

      Writes passcurve.yaml into the first path, where build and estimate find it. A file that is \
      there already is left alone.
      """)

  @OptionGroup var input: InputOptions

  @Option(
    name: [.short, .customLong("output")],
    help: ArgumentHelp(
      "The file to write; - is standard output. Default: passcurve.yaml in the first path.",
      valueName: "file"))
  var output: String?

  func run() throws {
    do {
      let paths = try input.gathered()
      let target = output ?? place(paths.all)
      guard target == "-" || !FileManager.default.fileExists(atPath: target) else {
        throw Failure(
          .output,
          "passcurve: error: \(target.printable) is there already\n  Remove it, or name another file with -o FILE."
        )
      }
      let text = try ConfigTemplate.text(try input.read(paths, cache: input.cache()))
      guard target != "-" else { return try Console.output(Array(text.utf8)) }
      guard FileManager.default.createFile(atPath: target, contents: Data(text.utf8)) else {
        throw Failure(
          .output,
          "passcurve: error: cannot write \(target.printable)\n  Name another file with -o FILE.")
      }
      if !input.quiet { try Console.print(target) }
    } catch let error as ReportError {
      throw Failure(error)
    }
  }

  /// In the first folder given, else here.
  private func place(_ paths: [String]) -> String {
    var isFolder: ObjCBool = false
    guard let first = paths.first,
      FileManager.default.fileExists(atPath: first, isDirectory: &isFolder), isFolder.boolValue
    else { return "passcurve.yaml" }
    return first + "/passcurve.yaml"
  }
}
