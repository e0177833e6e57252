/// Where an adapter puts what it reads of one log: samples are added up, repeated ones counted
/// once, issues collected. Memory grows with problems, and with samples only where the log numbers
/// them.
package final class SampleSink {
  /// A problem within the log.
  struct Key: Hashable, Sendable {
    var run: Name
    var benchmark: Name
    var variant: Name
    var problem: Name
  }

  /// A problem's outcomes within the log.
  struct Cell: Hashable, Sendable {
    var n = 0
    var c = 0
    var missing = 0
    var truncated: Int? = 0
    var group = Name.none
    var duplicates = 0
    /// Samples that bear an index.
    var indexed = 0
    var rows = 0
    /// How many samples the log says there should be; nil where it does not say.
    var expected: Int?
    var modelFailures = 0
    var harnessFailures = 0
    /// The attempt that was made last, of those whose order is known; below 0: of none.
    var lastOrder = -1
    var lastIsCorrect = false
    /// Attempts whose order is known.
    var ordered = 0
  }

  package let options: ReadOptions
  /// What the log is called by its place.
  package let name: LogName
  /// The file at hand, which issues are of.
  private var path: String
  /// What the log says it is, where it says so: of several that say the same one is used.
  var identity: LogIdentity?
  var names = NameTable()
  private(set) var keys: [Key] = []
  private(set) var cells: [Cell] = []
  private var places: [Key: Int] = [:]
  private var lastKey: Key?
  private var lastPlace = 0
  /// Cell and sample index of every numbered sample.
  private(set) var seen = IdentitySet()
  /// The samples one by one, where they were asked for.
  private(set) var samples: SampleStore
  /// Numbers that the harness itself gives.
  private(set) var headlines: [HeadlineEntry] = []
  /// Points of training curves.
  private(set) var training: [TrainingEntry] = []
  /// Whether counts came where samples were asked for.
  private var hasCounts = false
  /// The file at hand as a name, where samples are kept.
  private var file = Name.none
  private var log = IssueLog()
  /// Whether a file grew or shrank while it was read; said on standard error only.
  var changedWhileRead = false

  init(path: String, name: LogName, options: ReadOptions) {
    self.path = path
    self.name = name
    self.options = options
    samples = SampleStore(columns: options.samples ?? [])
    if keeps(.file) { file = names.name(path) }
  }

  /// From here on issues are of this file of the log.
  func begin(_ file: LogFile) {
    path = file.path
    if keeps(.file) { self.file = names.name(path) }
  }

  /// Whether samples are kept one by one.
  var keepsSamples: Bool { options.samples != nil }

  /// Whether something of each sample is asked for; what is not need not be read.
  package func keeps(_ column: SampleColumn) -> Bool { options.samples?.contains(column) ?? false }

  var limits: ReadLimits { options.limits }
  var issues: [LogIssue] { log.issues }

  // MARK: Names

  /// A name in the log; longer ones than `limits.name` are cut there.
  package func name(_ text: UnsafeRawBufferPointer) -> Name {
    guard text.count > limits.name else { return names.name(text) }
    return names.name(.init(rebasing: text[..<limits.name]))
  }

  package func name(_ text: String) -> Name { names.name(text) }

  /// The same, at less cost where the name is most likely `last`.
  func name(_ text: UnsafeRawBufferPointer, last: Name) -> Name {
    !last.isNone && names.isEqual(last, text) ? last : name(text)
  }

  // MARK: Samples

  /// Adds one sample; a second one of the same index is dropped and said.
  ///
  /// - Parameter details: Fills in what the sample carries; called only where samples are kept.
  package func add(
    _ sample: Sample, line: Int? = nil, details: (inout SampleDetails) -> Void = { _ in }
  ) {
    guard isNamed(sample) else {
      return report(
        .missingField, line: line, "the sample names no problem",
        "Give every sample its problem's id; it is not used.")
    }
    let place = place(of: sample)
    if !sample.index.isNone {
      guard seen.insert(place, sample.index, number: names.number(sample.index)) else {
        cells[place].duplicates += 1
        report(
          .duplicateSample, line: line,
          "sample \(quoted(sample.index)) of problem \(quoted(sample.problem)) is there twice",
          "The first one is kept. Number the samples apart, or map another column to sample.")
        return
      }
    }
    var cell = cells[place]
    cell.n += sample.n
    cell.c += sample.c
    cell.missing += sample.missing
    guard cell.n <= limits.count, cell.missing <= limits.count else {
      report(
        .badCounts, line: line,
        "problem \(quoted(sample.problem)) has more than \(limits.count) samples",
        "Check n; the row is not used.")
      return
    }
    cell.truncated = sample.truncated.flatMap { more in cell.truncated.map { $0 + more } }
    cell.group = first(cell.group, sample.group)
    cell.indexed += sample.index.isNone ? 0 : 1
    cell.rows += 1
    switch sample.failure {
    case .model: cell.modelFailures += 1
    case .harness: cell.harnessFailures += 1
    case nil: break
    }
    cell.take(sample.order ?? names.whole(sample.index), sample.c > 0)
    cells[place] = cell
    if keepsSamples { keep(sample, at: place, details) }
  }

  private func keep(_ sample: Sample, at place: Int, _ fill: (inout SampleDetails) -> Void) {
    guard sample.isSingle else {
      if hasCounts { return }
      hasCounts = true
      report(
        .countsOnly, "it holds counts, not samples: it has no part in a table of samples",
        "Give the logs it was made from.")
      return
    }
    var details = SampleDetails()
    fill(&details)
    samples.add(
      place, sample.n == 0 ? .missing : sample.c > 0 ? .correct : .wrong, sample.index, details,
      file: file)
  }

  /// Says how many samples of a problem there should be, be there any or not.
  func expect(_ count: Int, like sample: Sample) {
    guard isNamed(sample) else { return }
    let place = place(of: sample)
    cells[place].expected = max(cells[place].expected ?? 0, min(count, limits.count))
  }

  /// A number that the harness itself gives of the log; see `Headline`.
  func headline(_ entry: HeadlineEntry) {
    guard headlines.count < 10_000 else { return }
    headlines.append(entry)
  }

  /// A point of a training curve.
  func add(_ entry: TrainingEntry) { training.append(entry) }

  /// Whether a problem was met before, and that it was met again.
  func repeats(_ sample: Sample) -> Bool {
    guard isNamed(sample) else { return false }
    let place = place(of: sample)
    guard cells[place].rows > 0 else { return false }
    cells[place].duplicates += 1
    return true
  }

  /// Whether a table can name the sample's problem: an empty name is none.
  private func isNamed(_ sample: Sample) -> Bool {
    !names.isEqual(sample.problem, UnsafeRawBufferPointer(start: nil, count: 0))
  }

  private func place(of sample: Sample) -> Int {
    let key = Key(
      run: sample.run, benchmark: sample.benchmark, variant: sample.variant,
      problem: sample.problem)
    if key == lastKey { return lastPlace }
    lastKey = key
    if let place = places[key] {
      lastPlace = place
    } else {
      lastPlace = keys.count
      places[key] = lastPlace
      keys.append(key)
      cells.append(Cell())
    }
    return lastPlace
  }

  /// Of two groups the first in natural order, so that no order of rows changes it.
  private func first(_ a: Name, _ b: Name) -> Name {
    if a == b || b.isNone { return a }
    if a.isNone { return b }
    return NaturalOrder.precedes(names.text(b)!, names.text(a)!) ? b : a
  }

  // MARK: Issues

  package func issue(
    _ code: LogIssue.Code, line: Int? = nil, _ detail: String, _ remedy: String
  ) -> LogIssue {
    LogIssue(code, path: path, line: line, detail: detail, remedy: remedy)
  }

  package func report(_ issue: LogIssue) { log.add(issue) }

  package func report(
    _ code: LogIssue.Code, line: Int? = nil, _ detail: String, _ remedy: String
  ) {
    report(issue(code, line: line, detail, remedy))
  }

  /// What is to be said once a file's lines are all read: a stream that ended before its time, a
  /// size that changed.
  func finish(_ lines: LineReader) {
    if lines.sizeChanged { changedWhileRead = true }
    if let fault = lines.fault { report(fault, lastLine: lines.lineNumber) }
  }

  /// A stream that ended before its time.
  func report(_ fault: StreamFault, lastLine: Int) {
    report(
      fault.code, line: lastLine == 0 ? nil : lastLine,
      "reading stopped here: \(fault.detail)",
      fault.code == .unpackedTooLarge
        ? "Unpack the file first, if it is what it should be; what was read so far is used."
        : "Copy or write the file again; what was read so far is used.")
  }

  /// A name as it is shown in an issue: short, in quotes.
  func quoted(_ name: Name) -> String { Self.quoted(names.text(name) ?? "") }

  static func quoted(_ text: String) -> String {
    text.unicodeScalars.count > 60 ? "\"\(String(text.prefix(60)))…\"" : "\"\(text)\""
  }
}

extension SampleSink.Cell {
  /// An attempt whose place in the order is known; of two at one place neither is the last.
  fileprivate mutating func take(_ order: Int?, _ isCorrect: Bool) {
    guard let order else { return }
    ordered += 1
    guard order > lastOrder else { return }
    lastOrder = order
    lastIsCorrect = isCorrect
  }
}
