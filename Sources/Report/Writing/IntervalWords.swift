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

  /// Whether the shading is a band of the whole curve; beside the offered methods there is none.
  private var isSimultaneous: Bool {
    settings.target == .fixed || settings.method == .jeffreysDirichlet
  }

  /// What the shading around curves is: the whole curve's band, or each point's interval.
  var bands: String {
    guard isSimultaneous else {
      return
        "Shaded: \(level) pointwise intervals (\(method)) for \(target). The whole curve lies within less often than each of its points."
    }
    return
      "Bands: \(level) simultaneous, so that the whole true curve lies within in \(level) of studies, for \(target). They are wider than the interval of a single k, which the table of values has (\(method))."
  }

  /// The same for a figure's description, which is read aloud.
  var bandsShort: String {
    isSimultaneous
      ? "Bands are \(level) simultaneous bands for \(target)."
      : "Shaded are \(level) pointwise intervals for \(target)."
  }

  /// Of a table's intervals: each holds its own value.
  var pointwise: String { "\(level) intervals, each for its own k, for \(target)" }
}

extension Results {
  var words: IntervalWords { IntervalWords(settings: settings) }
}
