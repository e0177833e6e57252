import ArgumentParser
import EvalLogs
import Glibc

/// What is said of words that mean nothing, where the parser would say less.
enum Suggestion {
  /// The first word is a command, or an option.
  ///
  /// - Throws: `Failure` with the nearest command, or with `build` where the word is a path.
  static func checkCommand(_ arguments: ArraySlice<String>) throws(Failure) {
    let words = arguments.first == "help" ? arguments.dropFirst() : arguments
    let commands = Commands.all.compactMap { $0.configuration.commandName }
    guard let word = words.first, !word.hasPrefix("-"), !(commands + ["help"]).contains(word)
    else { return try checkAction(words) }
    var remedy = "There are: \(commands.joined(separator: ", "))."
    if let near = Nearest.close(to: word, among: commands) {
      remedy = "Did you mean '\(near)'?"
    } else if access(word, F_OK) == 0 {
      remedy = "To report on it: passcurve build \(word.printable) -o site"
    }
    throw Failure(
      .usage, "passcurve: error: there is no command '\(word.printable)'\n  \(remedy)")
  }

  /// So is the second, after a command that has others below it.
  private static func checkAction(_ words: ArraySlice<String>) throws(Failure) {
    guard let command = words.first,
      let found = Commands.all.first(where: { $0.configuration.commandName == command }),
      case let actions = found.configuration.subcommands.compactMap({
        $0.configuration.commandName
      }), !actions.isEmpty, let word = words.dropFirst().first, !word.hasPrefix("-"),
      !(actions + ["help"]).contains(word)
    else { return }
    let near = Nearest.close(to: word, among: actions)
    throw Failure(
      .usage,
      "passcurve: error: \(command) has no action '\(word.printable)'\n  "
        + (near.map { "Did you mean '\($0)'?" } ?? "There are: \(actions.joined(separator: ", ")).")
    )
  }

  /// What the parser says, in the form of all other errors, the words typed fit for a terminal.
  static func worded(_ text: String, _ arguments: ArraySlice<String>) -> String {
    var text = text.hasPrefix("Error: ") ? "passcurve: error: " + text.dropFirst(7) : text
    let typed = arguments.flatMap { [$0] + $0.split(separator: "=", maxSplits: 1).map(String.init) }
    for word in typed where word != word.printable {
      text = text.replacing(word, with: word.printable)
    }
    return text
  }
}
