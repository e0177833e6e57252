import Glibc

/// Does its work again whenever what it depends on has changed, until the program is ended.
struct WatchLoop {
  /// Everything as it lies on the disk now.
  let look: () -> WatchedFiles
  let work: () throws -> Void
  let say: (String) -> Void

  /// How long nothing may have changed before the work begins, and how long that is waited for.
  private static let calm: UInt32 = 150_000
  private static let patience = Duration.seconds(2)

  /// - Parameter former: As everything was before the work was done first.
  func run(since former: WatchedFiles) -> Never {
    var last = former
    let news = FolderNews()
    say("passcurve: watching \(last.count) files; Ctrl-C ends it")
    while true {
      news.watch(last.folders)
      // Something may have changed between the last look and the watch.
      let now = look()
      guard now.changes(since: last) != [] else {
        // Folders without a file come and go.
        last = now
        news.watch(last.folders)
        news.wait(polling: last.lacksSome)
        continue
      }
      let settled = settle(now)
      let changes = WatchedFiles.words(settled.changes(since: last))
      last = settled
      let start = ContinuousClock.now
      do {
        try work()
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        let shown = (seconds * 100).rounded() / 100
        say("passcurve: \(changes); built again in \(shown) s")
      } catch {
        let message = (error as? Failure)?.message ?? "passcurve: error: \(error)"
        Console.say("\(message)\npasscurve: \(changes); the site is as it was, watching goes on")
      }
    }
  }

  /// Waits until nothing changes any more, or for so long.
  private func settle(_ files: WatchedFiles) -> WatchedFiles {
    let end = ContinuousClock.now + Self.patience
    var before = files
    while true {
      usleep(Self.calm)
      let now = look()
      if now == before || ContinuousClock.now > end { return now }
      before = now
    }
  }
}
