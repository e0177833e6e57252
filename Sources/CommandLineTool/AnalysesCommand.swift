import ArgumentParser
import Report

/// What a report can show.
struct AnalysesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "analyses",
    abstract: "List what a report can show, with what each analysis needs of the logs.",
    usage: "passcurve analyses",
    discussion: """
      Example: passcurve analyses

      A report shows those that the data support and says of the others what is missing. \
      `analyses: [curves, …]` in passcurve.yaml chooses among them and orders them.
      """)

  func run() throws {
    for analysis in Analyses.all {
      try Console.print(
        """
        \(analysis.id): \(analysis.title)
          needs  \(analysis.needs)
          files  \(analysis.files.isEmpty ? "none" : analysis.files.map { "data/\($0).csv" }.joined(separator: ", "))
        """)
    }
  }
}
