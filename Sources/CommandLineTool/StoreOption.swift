import ArgumentParser

/// The history that named sets are looked up in.
struct StoreOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The history that stored sets are in.", valueName: "file"))
  var store = "passcurve-history.sqlite"
}
