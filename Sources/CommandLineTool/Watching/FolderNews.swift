import Glibc

/// Waits until something may have changed in folders: told by the system, or, where that cannot be,
/// after a while.
final class FolderNews {
  private let descriptor = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
  /// Whether every folder is watched by the system.
  private var isComplete = true

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Watches these folders too; those that are watched already cost nothing.
  func watch(_ folders: [[CChar]]) {
    let kinds = IN_CREATE | IN_CLOSE_WRITE | IN_MODIFY | IN_MOVE | IN_DELETE | IN_MOVE_SELF
    isComplete = descriptor >= 0
    for folder in folders where isComplete {
      // A folder that is gone is no reason to look around ceaselessly.
      if inotify_add_watch(descriptor, folder, UInt32(kinds)) < 0, errno != ENOENT {
        isComplete = false
      }
    }
  }

  /// Returns when there may be news.
  ///
  /// - Parameter polling: Whether something is to be looked for that no folder tells of.
  func wait(polling: Bool) {
    guard isComplete, !polling else {
      usleep(1_000_000)
      return
    }
    // File systems over a network tell nothing of what others write.
    var place = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&place, 1, 10_000) > 0 else { return }
    // What is being written mostly goes on for a moment.
    usleep(50_000)
    var room = [UInt8](repeating: 0, count: 1 << 16)
    while read(descriptor, &room, room.count) > 0 {}
  }
}
