import Synchronization

/// How far one step of the work has come.
package struct StepProgress: Hashable, Sendable {
  /// The stages a build goes through, in order.
  package enum Stage: String, CaseIterable, Sendable {
    case reading, computing, rendering, checking, writing
  }

  package let stage: Stage
  /// What is counted, in the plural: "comparisons".
  package let unit: String
  package let done: Int
  package let total: Int
  package var bytesDone: Int
  /// 0 where bytes say nothing.
  package var bytes: Int

  package init(
    _ stage: Stage, _ unit: String, done: Int, of total: Int, bytesDone: Int = 0, bytes: Int = 0
  ) {
    (self.stage, self.unit) = (stage, unit)
    (self.done, self.total) = (done, total)
    (self.bytesDone, self.bytes) = (bytesDone, bytes)
  }
}

/// Is told how far the work has come, from any thread.
package typealias ProgressHandler = @Sendable (StepProgress) -> Void

/// Counts what is done of one step, from any thread. Where nobody asks there is none.
final class StepCounter: Sendable {
  private let handler: ProgressHandler
  private let stage: StepProgress.Stage
  private let unit: String
  private let total: Int
  private let bytes: Int
  private let done = Mutex((steps: 0, bytes: 0))

  init?(
    _ stage: StepProgress.Stage, _ unit: String, of total: Int, bytes: Int = 0,
    _ handler: ProgressHandler?
  ) {
    guard let handler, total > 0 else { return nil }
    self.handler = handler
    (self.stage, self.unit, self.total, self.bytes) = (stage, unit, total, bytes)
    handler(StepProgress(stage, unit, done: 0, of: total, bytes: bytes))
  }

  func advance(bytes more: Int = 0) {
    done.withLock {
      $0.steps += 1
      $0.bytes += more
      handler(
        StepProgress(
          stage, unit, done: $0.steps, of: total, bytesDone: $0.bytes, bytes: bytes))
    }
  }
}
