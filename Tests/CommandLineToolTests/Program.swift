import Foundation
import Testing

/// The built program, run as a user runs it.
struct Program {
  /// How it ended: its exit code, or the negative number of the signal that ended it.
  let status: Int32
  let output: [UInt8]
  let errors: String

  var text: String { String(decoding: output, as: UTF8.self) }

  /// Runs it to its end.
  ///
  /// - Parameters:
  ///   - folder: Where it runs; nil for where the tests do.
  ///   - environment: Set beside `PATH`; nothing else of the tests' own is passed on.
  ///   - timeout: Seconds after which it is killed, which fails the test.
  static func run(
    _ arguments: [String], in folder: String? = nil, input: String = "",
    environment: [String: String] = [:], timeout: Double = 30,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Program {
    try command(
      [path()] + arguments, in: folder, input: input, environment: environment, timeout: timeout,
      sourceLocation: sourceLocation)
  }

  static func run(
    _ arguments: String..., in folder: String? = nil,
    sourceLocation: SourceLocation =
      #_sourceLocation
  ) throws -> Program {
    try run(arguments, in: folder, sourceLocation: sourceLocation)
  }

  /// Runs a line of shell in which `$passcurve` is the program.
  static func shell(
    _ line: String, in folder: String? = nil, environment: [String: String] = [:],
    timeout: Double = 30, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Program {
    try command(
      ["/bin/bash", "-c", line], in: folder,
      environment: environment.merging(["passcurve": path()]) { first, _ in first },
      timeout: timeout, sourceLocation: sourceLocation)
  }

  /// A program that stands beside the tests.
  static func path(_ name: String = "passcurve") throws -> String {
    let beside = URL(fileURLWithPath: try #require(CommandLine.arguments.first))
      .deletingLastPathComponent().path
    let build = Folder.repository + "/.build/release"
    let found = [beside, build].map { "\($0)/\(name)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
    return try #require(
      found,
      "neither \(beside) nor \(build) holds \(name): swift build -c release --product \(name)")
  }

  /// Runs any command; unless the environment has it otherwise, with an empty cache of its own.
  static func command(
    _ arguments: [String], in folder: String? = nil, input: String = "",
    environment: [String: String] = [:], timeout: Double = 30,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Program {
    let place = try Folder()
    try place.write("in", input)
    let own = ["XDG_CACHE_HOME": place.path + "/cache"]
    let child = try Child(
      arguments, in: folder, environment: own.merging(environment) { _, given in given },
      standardInput: place.path + "/in",
      standardOutput: place.path + "/out", standardError: place.path + "/err")
    let status = child.wait(upTo: timeout)
    if status == nil {
      child.kill()
      Issue.record(
        "not at its end after \(timeout) s: \(arguments)", sourceLocation: sourceLocation)
    }
    return Program(
      status: status ?? -SIGKILL, output: try place.read("out"),
      errors: String(decoding: try place.read("err"), as: UTF8.self))
  }
}

/// A process that was started and is waited for by hand.
final class Child {
  private let id: pid_t
  private var ended: Int32?

  init(
    _ arguments: [String], in folder: String? = nil, environment: [String: String] = [:],
    standardInput: String = "/dev/null", standardOutput: String = "/dev/null",
    standardError: String = "/dev/null"
  ) throws {
    // `env` becomes the program, in the folder.
    let arguments = (folder.map { ["/usr/bin/env", "-C", $0] } ?? []) + arguments
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, standardInput, O_RDONLY, 0)
    let writing = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 1, standardOutput, writing, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, standardError, writing, 0o600)

    let inherited = ProcessInfo.processInfo.environment.filter {
      ["PATH", "LD_LIBRARY_PATH"].contains($0.key)
    }
    let variables = inherited.merging(environment) { _, own in own }
    let argv = arguments.map { strdup($0) } + [nil]
    let envp = variables.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in argv + envp { free(text) } }
    // Signals as a terminal has them: whoever runs the tests may let them be ignored.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    var id: pid_t = 0
    let code = posix_spawn(&id, arguments[0], &actions, &attributes, argv, envp)
    self.id = id
    try #require(code == 0, "cannot start \(arguments[0]): \(String(cString: strerror(code)))")
  }

  /// Its exit code, or the negative number of the signal that ended it; nil where it goes on.
  func wait(upTo seconds: Double) -> Int32? {
    let end = ContinuousClock.now + .seconds(seconds)
    while ended == nil {
      var status: Int32 = 0
      if waitpid(id, &status, WNOHANG) == id {
        ended = status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F)
      } else if ContinuousClock.now > end {
        return nil
      } else {
        usleep(500)
      }
    }
    return ended
  }

  /// Sends it a signal, where it has not ended.
  func send(_ signal: Int32) {
    if ended == nil { Glibc.kill(id, signal) }
  }

  /// Ends it at once, whatever it is at.
  func kill() {
    guard ended == nil else { return }
    Glibc.kill(id, SIGKILL)
    _ = wait(upTo: 10)
  }

  deinit { kill() }
}
