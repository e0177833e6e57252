import EvalLogs
import Glibc
import Synchronization

/// Standard output and standard error. Results go to the first, everything said on the way to the
/// second.
enum Console {
  /// Writes lines to standard error; what a terminal would act upon is spelled out.
  static func say(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let shown = lines.map { String($0).printable }.joined(separator: "\n")
    write(Array((shown + "\n").utf8), to: STDERR_FILENO)
  }

  /// Writes a line to standard output.
  static func print(_ text: String) throws(Failure) { try output(Array((text + "\n").utf8)) }

  /// Writes bytes as they are to standard output. Where the reader at the other end has left, as
  /// `head` does, it has what it wanted: the program leaves too, with nothing to complain of.
  ///
  /// - Throws: `Failure` where it cannot be written.
  static func output(_ bytes: [UInt8]) throws(Failure) {
    guard !write(bytes, to: STDOUT_FILENO) else { return }
    if errno == EPIPE { exit(ExitStatus.done.rawValue) }
    throw Failure(
      .output, "passcurve: error: standard output: \(String(cString: strerror(errno)))")
  }

  /// Puts nothing in the place of a standard stream that was closed, so that no log or page is
  /// ever opened under its number.
  static func holdStandardStreams() {
    while true {
      let descriptor = open("/dev/null", O_RDONLY)
      guard (0...STDERR_FILENO).contains(descriptor) else {
        close(descriptor)
        return
      }
    }
  }

  @discardableResult
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress! + done, bytes.count - done)
      }
      if count < 0 {
        if errno == EINTR { continue }
        return false
      }
      done += count
    }
    return true
  }
}
