/// One problem's answers in one run: how many samples gave each, and how many of those were judged
/// correct.
package struct AnswerTally: Hashable, Sendable {
  /// Samples that gave one and the same answer.
  package struct Class: Hashable, Sendable {
    /// At least 1.
    package let samples: Int
    /// In `0...samples`: all or none, where the judge looks at the answer alone.
    package let correct: Int

    /// - Precondition: `0 <= correct <= samples` and `samples >= 1`.
    package init(samples: Int, correct: Int) {
      precondition(
        samples >= 1 && correct >= 0 && correct <= samples,
        "an answer given by \(samples) samples, \(correct) of them correct, cannot be")
      self.samples = samples
      self.correct = correct
    }

    /// The chance that one of its samples, picked blindly, is correct.
    var credit: Double { Double(correct) / Double(samples) }
  }

  /// The largest first; equal ones by more correct samples. Their order of appearance is forgotten.
  package let classes: [Class]
  /// Samples scored from which no answer could be taken.
  package let unanswered: Int
  /// Samples expected and not scored.
  package let missing: Int
  /// Samples scored, answered or not.
  package let samples: Int

  package init(classes: [Class], unanswered: Int = 0, missing: Int = 0) {
    precondition(
      unanswered >= 0 && missing >= 0, "\(unanswered) unanswered and \(missing) missing samples")
    self.classes = classes.sorted { ($1.samples, $1.correct) < ($0.samples, $0.correct) }
    self.unanswered = unanswered
    self.missing = missing
    samples = classes.reduce(unanswered) { $0 + $1.samples }
  }

  /// - Parameter outcomes: Each scored sample's answer, `nil` where it gave none, and its verdict.
  ///   The verdict of a sample without an answer counts for nothing here.
  /// - Complexity: O(*n*).
  package init<Answer: Hashable>(
    _ outcomes: some Sequence<(answer: Answer?, correct: Bool)>, missing: Int = 0
  ) {
    var counts: [Answer: (samples: Int, correct: Int)] = [:]
    var unanswered = 0
    for (answer, correct) in outcomes {
      guard let answer else {
        unanswered += 1
        continue
      }
      counts[answer, default: (0, 0)].samples += 1
      if correct { counts[answer]!.correct += 1 }
    }
    self.init(
      classes: counts.values.map { Class(samples: $0.samples, correct: $0.correct) },
      unanswered: unanswered, missing: missing)
  }

  /// Samples that gave an answer.
  package var answered: Int { samples - unanswered }
}
