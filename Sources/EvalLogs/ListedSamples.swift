/// A sample of a problem that stands in the log with all its samples as a list.
struct ListedSample {
  var verdict: Verdict
  var failure: Sample.Failure?
  /// 1 where it was cut off at the token limit, 0 where not, nil where the log does not say.
  var truncated: Int?
  /// What the harness took from its text.
  var answer = Name.none
  var reward: Double?
  /// Why it ended.
  var finish = Name.none
  /// Where its record begins, in bytes of the unpacked file.
  var offset: Int?

  init(_ verdict: Verdict) { self.verdict = verdict }
}

extension SampleSink {
  /// Adds the samples of one problem in the order of their list, which is that of the attempts.
  /// What is neither right nor wrong, nor unscored, is left out; who read it has said so.
  ///
  /// - Parameter problem: Bears the problem's names and no outcome.
  func add(_ problem: Sample, _ list: [ListedSample], line: Int? = nil) {
    for (place, item) in list.enumerated() where item.verdict != .unreadable {
      var sample = problem
      if keepsSamples { sample.index = name(String(place)) }
      sample.order = place
      sample.truncated = item.truncated
      sample.failure = item.failure
      sample.count(item.verdict, errors: options.errors)
      add(sample, line: line) { details in
        details.answer = item.answer
        details.reward = item.reward
        details.finish = item.finish
        details.order = place
        details.offset = item.offset
      }
    }
  }

  /// Gives a harness's number of the run and benchmark that a sample bears.
  func headline(
    _ metric: Headline.Metric, _ value: Double, decimals: Int? = nil, like sample: Sample,
    path: String
  ) {
    var entry = HeadlineEntry(metric, value, decimals: decimals, path: path)
    entry.run = sample.run
    entry.benchmark = sample.benchmark
    entry.variant = sample.variant
    headline(entry)
  }
}

extension Headline.Metric {
  /// pass@k from its name, "pass@4" or "pass_at_4"; nil where it is another.
  init?(passAt name: some StringProtocol) {
    for beginning in ["pass@", "pass_at_"] where name.hasPrefix(beginning) {
      guard let k = Int(name.dropFirst(beginning.count)), k >= 1 else { return nil }
      self = .passAt(k)
      return
    }
    return nil
  }
}
