import EvalLogs
import Glibc
import Report

/// What happens when the user or the system asks the program to end: what it was at is taken back or
/// brought to its end, one line is said, and it ends by the signal, which a shell shows as 128 and
/// its number. Asked a second time, it ends at once.
enum Signals {
  /// Where work that must not be cut is known.
  static let interruption = Interruption()

  /// Has a thread of its own wait for the signals. Not for those that whoever started the program
  /// lets it ignore.
  static func wait() {
    var set = sigset_t()
    sigemptyset(&set)
    for signal in [SIGINT, SIGTERM, SIGHUP] where !isIgnored(signal) { sigaddset(&set, signal) }
    // Threads made from now on have it from this one: none of them is ever cut by these.
    pthread_sigmask(SIG_BLOCK, &set, nil)
    let signals = set
    Thread.start {
      var signals = signals
      var asked = false
      while true {
        var signal: Int32 = 0
        guard sigwait(&signals, &signal) == 0 else { continue }
        let received = signal
        if asked { _exit(128 + received) }
        asked = true
        Thread.start { interruption.request { end(by: received) } }
      }
    }
  }

  private static func isIgnored(_ signal: Int32) -> Bool {
    var action = sigaction()
    return sigaction(signal, nil, &action) == 0
      && unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
  }

  private static func end(by signal: Int32) -> Never {
    endChildren()
    let outcome = interruption.outcome.map { "; \($0)" } ?? ""
    if ProgressReport.isTerminal { Console.write(Array("\r\u{1B}[K".utf8), to: STDERR_FILENO) }
    Console.say("passcurve: interrupted\(outcome)")
    // Ended by the signal itself, so that a shell's loop around the program ends as well.
    var set = sigset_t()
    sigemptyset(&set)
    sigaddset(&set, signal)
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
    raise(signal)
    _exit(128 + signal)
  }

  /// Programs that read for us lead process groups of their own, which the terminal's Ctrl-C does
  /// not reach.
  private static func endChildren() {
    for task in Files.names(in: "/proc/self/task") {
      let listed = Files.text("/proc/self/task/\(task)/children") ?? ""
      for child in listed.split(separator: " ").compactMap({ pid_t($0) }) { kill(-child, SIGKILL) }
    }
  }
}

/// A thread for good, which no other waits for.
enum Thread {
  private final class Box {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  static func start(_ body: @escaping @Sendable () -> Void) {
    let box = Unmanaged.passRetained(Box(body))
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { context in
        if let context { Unmanaged<Box>.fromOpaque(context).takeRetainedValue().body() }
        return nil
      }, box.toOpaque())
    guard code == 0 else { return box.release() }
    pthread_detach(thread)
  }
}

/// Small files of the system's.
private enum Files {
  static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var result: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.first?.isNumber == true { result.append(name) }
    }
    return result
  }

  static func text(_ path: String) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = read(descriptor, &bytes, bytes.count)
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  }
}
