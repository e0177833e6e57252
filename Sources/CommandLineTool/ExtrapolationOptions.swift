import ArgumentParser
import Report

/// Whether curves are followed beyond the samples there are.
struct ExtrapolationOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Follow pass@k beyond n up to K, by models that are checked on samples held out.",
      valueName: "K"))
  var extrapolate: Int?

  func validate() throws {
    if let k = extrapolate, !(2...Settings.mostExtrapolated).contains(k) {
      throw ValidationError(
        "--extrapolate is a number from 2 to \(Settings.mostExtrapolated), not \(k).")
    }
  }

  /// The option over the config.
  ///
  /// - Throws: `ReportError` where the config's analyses leave out what is asked for.
  func apply(to settings: inout Settings) throws(ReportError) {
    guard let extrapolate else { return }
    guard settings.config.showsExtrapolation else {
      throw ReportError(
        .usage, "--extrapolate asks for an analysis that the config's analyses leave out",
        remedy: "Add extrapolation to analyses.")
    }
    settings.extrapolate = extrapolate
  }
}
