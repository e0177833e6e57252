import EvalLogs
import Glibc
import Report
import Synchronization

/// How far the work has come, on standard error: a bar on a terminal, a line every few seconds
/// otherwise. Told to be quiet there is none, and nothing is counted.
final class ProgressReport: Sendable {
  private let state = Mutex(State())

  private struct State {
    var progress: StepProgress?
    let start = ContinuousClock.now
    var stageStart = ContinuousClock.now
    /// The bar, or the line, that was written last.
    var shown = ""
    var saidLast = ContinuousClock.now
    var isDrawn = false
    var isTicking = false
    var isFinished = false
  }

  /// Whether standard error is a terminal that a bar can be drawn on.
  static let isTerminal: Bool = {
    let kind = getenv("TERM").map { String(cString: $0) } ?? "dumb"
    return kind != "dumb" && isatty(STDERR_FILENO) == 1
  }()

  init?(quiet: Bool) {
    if quiet { return nil }
  }

  deinit { finish() }

  /// Told of every step; what is drawn, and when, is decided apart.
  func show(_ progress: StepProgress) {
    let begins = state.withLock { state in
      if state.progress?.stage != progress.stage || state.progress?.unit != progress.unit {
        state.stageStart = .now
      }
      state.progress = progress
      defer { state.isTicking = true }
      return !state.isTicking
    }
    guard begins else { return }
    Thread.start { [weak self] in
      repeat { usleep(Self.isTerminal ? 100_000 : 500_000) } while self?.tick() == true
    }
  }

  var handler: ProgressHandler { { self.show($0) } }

  var readingHandler: @Sendable (Progress) -> Void {
    { progress in
      self.show(
        StepProgress(
          .reading, "files", done: progress.filesDone, of: progress.files,
          bytesDone: progress.bytesDone, bytes: progress.bytes))
    }
  }

  /// Clears the bar away, for other words; it comes back with the next step.
  func clear() { state.withLock { Self.clear(&$0) } }

  /// Clears the bar away for good.
  func finish() {
    state.withLock {
      Self.clear(&$0)
      $0.isFinished = true
    }
  }

  private static func clear(_ state: inout State) {
    if state.isDrawn { Console.write(Array("\r\u{1B}[K".utf8), to: STDERR_FILENO) }
    (state.isDrawn, state.shown, state.progress) = (false, "", nil)
  }

  /// Says where the work stands; false when that is over.
  private func tick() -> Bool {
    state.withLock { state in
      guard !state.isFinished, !Signals.interruption.isRequested else { return false }
      guard let progress = state.progress else { return true }
      let now = ContinuousClock.now
      let line = ProgressLine(progress: progress, elapsed: now - state.stageStart)
      if Self.isTerminal {
        let bar = line.drawn(columns: Self.columns)
        guard bar != state.shown else { return true }
        Console.write(Array("\r\(bar)\u{1B}[K".utf8), to: STDERR_FILENO)
        (state.shown, state.isDrawn) = (bar, true)
      } else if now - state.saidLast >= .seconds(now - state.start < .seconds(60) ? 3 : 10),
        line.text != state.shown
      {
        Console.say(line.text)
        (state.shown, state.saidLast) = (line.text, now)
      }
      return true
    }
  }

  /// Of the terminal; 80 where it does not say.
  private static var columns: Int {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }
}
