import Glibc
import Synchronization

/// A wish to end the program, which waits for work that would leave something half done.
package final class Interruption: Sendable {
  private let wish = Atomic(false)
  private let section = Mutex(())
  private let state = Mutex<String?>(nil)

  package init() {}

  /// Whether the program is to end: who is at protected work then takes it back, or ends it soon.
  package var isRequested: Bool { wish.load(ordering: .acquiring) }

  /// What is there should the program end now: "site is as it was".
  package var outcome: String? {
    get { state.withLock { $0 } }
    set { state.withLock { $0 = newValue } }
  }

  /// Does work that must not be cut. Where the program is to end, this does not return.
  package func protect<Failure: Error>(_ work: () throws(Failure) -> Void) throws(Failure) {
    defer { while isRequested { pause() } }
    try section.withLock { (_: inout sending Void) throws(Failure) in try work() }
  }

  /// Asks for the end, waits for protected work to be done or taken back, lets no other begin, and
  /// ends the program.
  package func request(_ end: () -> Never) -> Never {
    wish.store(true, ordering: .releasing)
    section.withLock { _ in end() }
  }
}
