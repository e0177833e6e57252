import ArgumentParser
import EvalLogs
import Foundation
import Testing

@testable import CommandLineTool

@Suite struct HelpTests {
  static let commands = Commands.all.compactMap { $0.configuration.commandName }

  @Test(arguments: [["--help"], ["-h"], ["help"], []])
  func `help lists every command`(arguments: [String]) throws {
    let help = try Program.run(arguments)
    #expect(help.status == 0)
    #expect(help.errors == "")
    for command in Self.commands { #expect(help.text.contains("\n  \(command) ")) }
    #expect(help.text.contains("passcurve build runs/ -o site"))
    #expect(help.text.contains("Exit codes:"))
  }

  @Test(arguments: commands)
  func `help of a command names its options, says an example and fits`(command: String) throws {
    let help = try Program.run(command, "--help")
    #expect(help.status == 0)
    #expect(help.errors == "")
    #expect(try Program.run("help", command).text == help.text)
    #expect(help.text.contains("USAGE: passcurve \(command)"))
    #expect(help.text.contains("Example: passcurve \(command)"))
    for line in help.text.split(separator: "\n") {
      #expect(line.count <= 80, "\(line)")
    }
    for option in try options(of: command) {
      #expect(help.text.contains(option.name), "\(option.name)")
      #expect(!option.abstract.isEmpty, "\(option.name) says nothing")
    }
  }

  @Test func `the shared options are those the design names`() throws {
    let shared = [
      "--map", "--errors", "--repeats", "--root", "--files-from", "--threads", "--strict",
      "--quiet",
    ]
    for command in Self.commands
    where !["formats", "analyses", "verify", "history", "compare"].contains(command) {
      let names = try options(of: command).map(\.name)
      #expect(Set(shared).isSubset(of: names), "\(command)")
    }
    let study = [
      "--k", "--interval", "--level", "--target", "--baseline", "--run", "--benchmark",
      "--exclude", "--label", "--config",
    ]
    for command in ["build", "estimate"] {
      let names = try options(of: command).map(\.name)
      #expect(Set(study).isSubset(of: names), "\(command)")
    }
  }

  @Test func `the version is a line of its own`() throws {
    let version = try Program.run("--version")
    #expect(version.status == 0)
    #expect(version.text.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
  }

  @Test func `formats lists every adapter with its rule for errors`() throws {
    let formats = try Program.run("formats")
    #expect(formats.status == 0)
    for adapter in LogAdapters.all {
      #expect(formats.text.contains("\(adapter.format): \(adapter.title)\n"))
      #expect(formats.text.contains(adapter.errorRule))
    }
  }

  // MARK: README

  @Test func `the README lists the commands there are`() throws {
    let table = Commands.all.map {
      ($0.configuration.commandName ?? "", $0.configuration.abstract)
    }
    try Readme.expect(table, between: "commands")
  }

  @Test func `the README lists the formats there are`() throws {
    try Readme.expect(LogAdapters.all.map { ($0.format, $0.summary) }, between: "formats")
  }

  // MARK: What the parser knows

  private struct Option {
    let name: String
    let abstract: String
  }

  /// The options of a command as the parser itself tells them.
  private func options(of command: String) throws -> [Option] {
    struct Dump: Decodable {
      let command: Command
      struct Command: Decodable {
        let commandName: String
        let subcommands: [Command]?
        let arguments: [Argument]?
      }
      struct Argument: Decodable {
        let kind: String
        let abstract: String?
        let names: [Name]?
      }
      struct Name: Decodable {
        let kind: String
        let name: String
      }
    }
    let dump = try Program.run("--experimental-dump-help")
    let root = try JSONDecoder().decode(Dump.self, from: Data(dump.output)).command
    let own = try #require(root.subcommands?.first { $0.commandName == command })
    return (own.arguments ?? []).flatMap { argument in
      (argument.names ?? []).map {
        Option(
          name: ($0.kind == "long" ? "--" : "-") + $0.name, abstract: argument.abstract ?? "")
      }
    }
  }
}

/// The tables of the README that the program's own lists decide.
private enum Readme {
  static let path = Folder.repository + "/README.md"

  /// The table between `<!-- place -->` and `<!-- end place -->` has a row for each name and no
  /// other; the failure prints the right one.
  static func expect(_ rows: [(name: String, summary: String)], between place: String) throws {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let table = rows.map { "| `\($0.name)` | \($0.summary) |" }.joined(separator: "\n")
    let start = try #require(
      text.range(of: "<!-- \(place) -->")?.upperBound,
      "the README has no <!-- \(place) -->; the rows are\n\(table)")
    let end = try #require(
      text.range(of: "<!-- end \(place) -->", range: start..<text.endIndex)?.lowerBound,
      "the README has no <!-- end \(place) -->")
    let names = text[start..<end].split(separator: "\n").compactMap {
      $0.firstMatch(of: /^\| *`([^`]+)`/).map { String($0.1) }
    }
    #expect(names.sorted() == rows.map(\.name).sorted(), "the rows are\n\(table)")
  }
}
