import Charts
import Stats

/// What intervals and bands are, in the words that captions use.
struct IntervalWords: Sendable {
  let settings: Settings

  private var level: String { Phrase.level(settings.level) }

  /// "problems like these".
  var target: String { settings.target.inWords }

  /// How the intervals of the target shown are made, as files name it.
  var method: String {
    settings.target == .fixed ? CurveInference.fixedMethod : settings.method.rawValue
  }

  /// How the intervals of differences of the target shown are made.
  var differenceMethod: String {
    settings.target == .fixed
      ? DifferenceInference.fixedMethod : DifferenceInference.populationMethod(settings)
  }

  /// What the shading around curves is: the whole curve's band.
  var bands: String {
    "Bands: \(level) simultaneous, so that the whole true curve lies within in \(level) of studies, for \(target). They are wider than the interval of a single k, which the table of values has (\(method))."
  }

  /// The same for a figure's description, which is read aloud.
  var bandsShort: String { "Bands are \(level) simultaneous bands for \(target)." }

  /// Of a table's intervals: each holds its own value.
  var pointwise: String { "\(level) intervals, each for its own k, for \(target)" }
}

extension Results {
  var words: IntervalWords { IntervalWords(settings: settings) }
}
