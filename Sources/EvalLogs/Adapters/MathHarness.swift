/// The mathematics harness of limit-of-RLVR, SimpleRL and Qwen2.5-Math: a line a problem with a
/// list of verdicts.
package struct MathHarness: LogAdapter {
  package static let format = "math-harness"
  package static let title = "Math harness (limit-of-RLVR, SimpleRL, Qwen2.5-Math)"
  package static let summary = "*.jsonl with idx, gt and the lists code and score, a line a problem"
  package static let errorRule =
    "As the harness: an answer that cannot be parsed or graded is wrong; short lists are not padded."
  package static let status = "tried on files of LeapLabTHU/limit-of-RLVR fd2cf37"

  package init() {}

  package static func claims(_ file: LogFile, columns: ColumnMap) -> Bool {
    if MathHarnessMetrics.isCalled(file) {
      return JSONKeys.document(of: file.firstBytes).map { keys, isList in
        !isList && keys.names.isSuperset(of: ["num_samples", "num_scores", "acc"])
      } ?? false
    }
    guard file.isJSONLines else { return false }
    return JSONKeys.first(of: file.firstBytes).contains {
      $0.names.contains("idx") && $0.names.contains("gt")
        && ($0.lists.contains("score") || (!$0.isWhole && $0.lists.contains("code")))
    }
  }

  /// Samples, and the metrics beside them where they are. Metrics alone are no log.
  package static func logs(from files: [LogFile]) -> [Log] {
    let metrics = Dictionary(
      files.filter(MathHarnessMetrics.isCalled).map { (MathHarnessMetrics.Owner($0), $0) },
      uniquingKeysWith: { a, _ in a })
    return files.filter { !MathHarnessMetrics.isCalled($0) }.map { file in
      Log(
        files: [file] + (metrics[MathHarnessMetrics.Owner(file)].map { [$0] } ?? []),
        name: MathHarnessName.name(path: file.path, rootName: file.rootName))
    }
  }

  package func read(_ log: Log, into sink: SampleSink) {
    if let lines = sink.lines(of: log.files[0]) { read(lines, into: sink) }
    for file in log.files.dropFirst() { MathHarnessMetrics.read(file, into: sink) }
  }

  private func read(_ lines: LineReader, into sink: SampleSink) {
    let names = ["idx", "score", "finish_reason", "level", "question", "pred", "pred_score"]
    // What is long is read only where something is made of it.
    let isByText = sink.options.problemKey == .text
    let asked = sink.keeps(.reward) ? 7 : sink.keeps(.answer) ? 6 : isByText ? 5 : 4
    let rows = JSONLines(lines, names: Array(names.prefix(asked)), sink: sink)
    while rows.next() {
      guard case .text(let id) = rows.value(0), !id.isEmpty else {
        sink.report(
          .missingField, line: rows.line, "the row has no idx",
          "Give every row its problem's idx; the row is not used.")
        continue
      }
      let name = sink.name(id)
      var sample = Sample(problem: isByText ? sink.problem(name, text: text(rows.value(4))) : name)
      if sink.repeats(sample) {
        sink.report(
          .duplicateKey, line: rows.line, "idx \(sink.quoted(sample.problem)) has two rows",
          "The first is kept: a resumed run wrote it again.")
        continue
      }
      guard case .list(let scores) = rows.value(1) else {
        sink.badVerdict(rows.value(1), line: rows.line)
        continue
      }
      sample.group = group(rows.value(3), sink)
      sink.add(sample, samples(scores, of: rows, sink), line: rows.line)
    }
  }

  private func samples(
    _ scores: Range<Int>, of rows: JSONLines, _ sink: SampleSink
  ) -> [ListedSample] {
    let reasons = list(rows.value(2), scores.count)
    let answers = sink.keeps(.answer) ? list(rows.value(5), scores.count) : nil
    let rewards = sink.keeps(.reward) ? list(rows.value(6), scores.count) : nil
    if reasons == nil, case .list(let uneven) = rows.value(2) {
      sink.report(
        .unevenLists, line: rows.line, "\(scores.count) scores and \(uneven.count) finish reasons",
        "The scores are used as they stand, never padded; truncation is unknown here.")
    }
    return scores.enumerated().map { index, place in
      let verdict = sink.verdict(rows.item(place))
      if verdict == .unreadable { sink.badVerdict(rows.item(place), line: rows.line) }
      var sample = ListedSample(verdict)
      sample.offset = rows.offset
      if let reasons {
        let reason = text(rows.item(reasons + index))
        sample.truncated = reason?.elementsEqual("length".utf8) ?? false ? 1 : 0
        if sink.keeps(.finish), let reason { sample.finish = sink.name(reason) }
      }
      if let answers, let answer = text(rows.item(answers + index)) {
        sample.answer = sink.answer(answer)
      }
      if let rewards { sample.reward = reward(rows, rewards + index) }
      return sample
    }
  }

  /// A number, or the one number of a list: the harness writes `[3.5]`.
  private func reward(_ rows: JSONLines, _ place: Int) -> Double? {
    guard rows.itemCount(place) == 1 else { return rows.item(place).number }
    let text = String(decoding: rows.record.itemToken(place), as: UTF8.self)
    guard text.first == "[", text.last == "]", text.utf8.count <= 64 else { return nil }
    let number = text.dropFirst().dropLast().filter { !$0.isWhitespace }
    return Double(number).flatMap { $0.isFinite ? $0 : nil }
  }

  /// Where a list of that length begins; nil where it has another.
  private func list(_ value: JSONValue, _ count: Int) -> Int? {
    guard case .list(let items) = value, items.count == count else { return nil }
    return items.lowerBound
  }

  private func text(_ value: JSONValue) -> UnsafeRawBufferPointer? {
    if case .text(let text) = value { text } else { nil }
  }

  private func group(_ value: JSONValue, _ sink: SampleSink) -> Name {
    guard case .text(let text) = value, !text.isEmpty else { return .none }
    return sink.name(text)
  }
}
