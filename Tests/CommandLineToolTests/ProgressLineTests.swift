import Report
import Testing

@testable import CommandLineTool

@Suite struct ProgressLineTests {
  private func line(_ progress: StepProgress, _ elapsed: Duration) -> ProgressLine {
    ProgressLine(progress: progress, elapsed: elapsed)
  }

  @Test func `files, bytes, share, rate and what is left`() {
    let progress = StepProgress(
      .reading, "files", done: 12, of: 48, bytesDone: 1_204_000_000, bytes: 3_440_000_000)
    #expect(
      line(progress, .seconds(3)).text
        == "reading: 12 of 48 files, 1.2 of 3.4 GB, 35 %, 401 MB/s, 6 s left")
  }

  @Test func `where bytes say nothing, counts do`() {
    let progress = StepProgress(.computing, "comparisons", done: 30, of: 120)
    #expect(
      line(progress, .seconds(60)).text == "computing: 30 of 120 comparisons, 25 %, 3 min left")
  }

  @Test func `the first moments say nothing of what is to come`() {
    let progress = StepProgress(.rendering, "pages", done: 1, of: 100)
    #expect(line(progress, .milliseconds(20)).text == "rendering: 1 of 100 pages, 1 %")
    #expect(
      line(StepProgress(.writing, "files", done: 0, of: 9, bytes: 900), .seconds(9)).text
        == "writing: 0 of 9 files, 0 of 900 B, 0 %")
  }

  @Test func `what is done has nothing left, and no share is beyond all`() {
    let done = StepProgress(.reading, "files", done: 2, of: 2, bytesDone: 50, bytes: 40)
    #expect(line(done, .seconds(1)).text == "reading: 2 of 2 files, 50 of 40 B, 100 %, 50 B/s")
    let empty = StepProgress(.checking, "files", done: 0, of: 0)
    #expect(line(empty, .seconds(1)).text == "checking: 0 of 0 files, 100 %")
  }

  @Test(arguments: [
    (0.2, "1 s"), (99, "99 s"), (100, "2 min"), (3_540, "59 min"), (3_541, "1 h"),
    (4_800, "1 h 20 min"), (1e12, "years"),
  ])
  func `times are short`(seconds: Double, text: String) {
    #expect(ProgressLine.time(seconds) == text)
  }

  @Test(arguments: [
    (0, "0 B"), (999, "999 B"), (1_000, "1 kB"), (9_960, "10 kB"), (1_240_000, "1.2 MB"),
    (34_000_000_000, "34 GB"), (5_600_000_000_000_000, "5600 TB"),
  ])
  func `sizes are short`(bytes: Int, text: String) {
    #expect(ProgressLine.bytes(bytes) == text)
  }

  @Test func `the bar takes what room there is, and no line is wider than the terminal`() {
    let progress = StepProgress(.rendering, "pages", done: 50, of: 100)
    let line = line(progress, .milliseconds(20))
    #expect(
      line.drawn(columns: 200) == String(repeating: "█", count: 15)
        + String(repeating: "░", count: 15) + " rendering: 50 of 100 pages, 50 %")
    for columns in 0...200 { #expect(line.drawn(columns: columns).count <= max(0, columns - 1)) }
    #expect(line.drawn(columns: 42) == "████░░░░ rendering: 50 of 100 pages, 50 %")
    #expect(line.drawn(columns: 20) == "rendering: 50 of 10")
  }
}
