import Yams

extension Config {
  /// Where the author's texts lie, and what becomes of their claims.
  package struct WriteupRule: Sendable {
    /// Beside the config; `nil` for the folder of the logs.
    package var folder: String?
    /// A BibTeX file beside the config; `nil` for references.bib beside the texts.
    package var bibliography: String?
    package var claims: Writeups.Claims?
    package var isKeptAnonymous = false
  }

  /// What an anonymous report does with writeups.
  enum AnonymousWriteups: String, CaseIterable {
    case drop, keep
  }
}

extension ConfigReader {
  /// The config's `writeups`.
  func writeups(_ node: Node) throws(ReportError) -> Config.WriteupRule {
    var rule = Config.WriteupRule()
    for (key, value) in try entries(
      node, in: "writeups", of: ["folder", "bibliography", "claims", "anonymous"])
    {
      let place = "writeups.\(key)"
      switch key {
      case "folder": rule.folder = try text(value, place)
      case "bibliography": rule.bibliography = try text(value, place)
      case "claims": rule.claims = try choice(value, place, Writeups.Claims.self)
      default:
        rule.isKeptAnonymous =
          try choice(value, place, Config.AnonymousWriteups.self) == .keep
      }
    }
    return rule
  }
}
