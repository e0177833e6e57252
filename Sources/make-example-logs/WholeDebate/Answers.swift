import Simulation
import Stats

extension DebateBenchmark {
  /// An answer's class. Each problem has wrong answers of its own, the same for all runs, some more
  /// tempting than others.
  ///
  /// - Parameter concentration: The more, the more often wrong answers agree: of `m` wrong ones the
  ///   most tempting is given with chance `m^(-1 / concentration)`.
  func answer(
    _ problem: Int, isCorrect: Bool, concentration: Double, using rng: inout SeededGenerator
  ) -> String {
    let wrong = choices.map { $0 - 1 } ?? 40
    let place = Int(Double(wrong) * raise(rng.uniform(), to: concentration))
    return text(isCorrect ? 0 : 1 + min(place, wrong - 1), of: problem)
  }

  /// The right answer is number 0.
  private func text(_ number: Int, of problem: Int) -> String {
    var rng = stream("answers \(name)", seed: WholeDebate.seed, number: problem)
    let first = Int(rng.uniform() * 1_000)
    if let choices {
      return String(UnicodeScalar(UInt8(65 + (first + number) % choices)))
    }
    // 389 and 1000 have no factor in common: no two answers are one.
    return String((first + 389 * number) % 1_000)
  }
}
