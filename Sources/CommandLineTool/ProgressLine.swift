import Report

/// What is said of work under way: "reading: 12 of 48 files, 1.2 of 3.4 GB, 35 %, 410 MB/s, 5 s
/// left".
struct ProgressLine {
  let progress: StepProgress
  /// Since its stage began.
  let elapsed: Duration

  /// Below this nothing can be said of rates and times to come.
  private static let earliest = Duration.milliseconds(500)

  /// The part that is done, in 0...1.
  var share: Double {
    let (done, total) =
      progress.bytes > 0
      ? (progress.bytesDone, progress.bytes) : (progress.done, progress.total)
    return total > 0 ? min(1, max(0, Double(done) / Double(total))) : 1
  }

  var text: String {
    var parts = ["\(progress.done) of \(progress.total) \(progress.unit)"]
    if progress.bytes > 0 { parts.append(Self.bytes(progress.bytesDone, of: progress.bytes)) }
    parts.append("\(Int(share * 100)) %")
    let seconds = elapsed / .seconds(1)
    if elapsed >= Self.earliest {
      if progress.bytesDone > 0 {
        parts.append(Self.bytes(Int(Double(progress.bytesDone) / seconds)) + "/s")
      }
      // The first pieces done say little of the rest.
      if share >= 0.02 || elapsed >= .seconds(5), share > 0, share < 1 {
        parts.append("\(Self.time(seconds * (1 - share) / share)) left")
      }
    }
    return "\(progress.stage.rawValue): \(parts.joined(separator: ", "))"
  }

  /// The text behind a bar, cut to the width of a terminal.
  func drawn(columns: Int) -> String {
    let room = max(0, columns - 1)
    let text = text
    let length = min(30, room - text.count - 1)
    guard length >= 8 else { return String(text.prefix(room)) }
    let filled = Int(share * Double(length))
    return String(repeating: "█", count: filled)
      + String(repeating: "░", count: length - filled) + " " + text
  }

  // MARK: Words

  private static let units = ["B", "kB", "MB", "GB", "TB"]

  private static func unit(of bytes: Int) -> (scale: Double, name: String) {
    var scale = 1.0
    var unit = 0
    while Double(bytes) / scale >= 1000 && unit < units.count - 1 {
      scale *= 1000
      unit += 1
    }
    return (scale, units[unit])
  }

  /// "3.4", "12", "0": two digits below ten.
  private static func short(_ value: Double, _ unit: String) -> String {
    let rounded = value < 9.95 && unit != "B" ? (value * 10).rounded() / 10 : value.rounded()
    return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
  }

  /// "410 MB".
  static func bytes(_ count: Int) -> String {
    let (scale, name) = unit(of: count)
    return "\(short(Double(count) / scale, name)) \(name)"
  }

  /// "1.2 of 3.4 GB".
  static func bytes(_ done: Int, of total: Int) -> String {
    let (scale, name) = unit(of: total)
    return "\(short(Double(done) / scale, name)) of \(bytes(total))"
  }

  /// "4 s", "3 min", "1 h 20 min".
  static func time(_ seconds: Double) -> String {
    guard seconds < 1e8 else { return "years" }
    let whole = Int(seconds.rounded(.up))
    if whole < 100 { return "\(whole) s" }
    let minutes = (whole + 59) / 60
    if minutes < 60 { return "\(minutes) min" }
    return minutes % 60 == 0 ? "\(minutes / 60) h" : "\(minutes / 60) h \(minutes % 60) min"
  }
}
