/// Whether what pages name is there: files, places in them, elements of their own.
struct LinkCheck {
  let files: SiteFiles
  let pages: [String: PageFacts]
  /// Links that may lead beside the site.
  var beside: Set<String> = []

  func outcome() -> (findings: [Finding], outside: [String]) {
    var findings: [Finding] = []
    var outside: Set<String> = []
    for (path, facts) in pages {
      for (reference, line) in facts.references {
        switch check(reference, on: path, facts) {
        case .fine: break
        case .outside: outside.insert(reference.value)
        case .fault(let code, let detail):
          findings.append(Finding(code, path, line: line, detail))
        }
      }
    }
    return (findings, outside.sorted())
  }

  enum Verdict {
    case fine
    /// A link that a reader may follow to the world outside.
    case outside
    case fault(Finding.Code, String)
  }

  private func check(_ reference: Reference, on page: String, _ facts: PageFacts) -> Verdict {
    if reference.use == .link, beside.contains(reference.value) { return .outside }
    if let verdict = Self.checkAlone(reference, on: page, facts, allowsData: false) {
      return verdict
    }
    guard case .inside(let path, let fragment) = Address(reference.value, on: page) else {
      return .fine
    }
    let shown = Self.shown(reference)
    guard files.contains(path) else {
      return .fault(.brokenLink, "\(shown) names no file of the site")
    }
    if let target = pages[path], !Self.isPlace(fragment, in: target) {
      return .fault(.brokenLink, "\(shown) names no place in \(path)")
    }
    return .fine
  }

  /// What can be said of a reference without other files; `nil` where they have to be asked.
  static func checkAlone(
    _ reference: Reference, on page: String, _ facts: PageFacts, allowsData: Bool
  ) -> Verdict? {
    let shown = shown(reference)
    if reference.use == .element {
      return facts.ids.contains(reference.value)
        ? .fine : .fault(.brokenReference, "\(shown) names no element of the page")
    }
    switch Address(reference.value, on: page) {
    case .script: return .fault(.scriptAddress, "\(shown) runs a script")
    case .data where allowsData: return .fine
    case .data: return .fault(.scriptAddress, "\(shown) holds what it should name")
    case .https where reference.use == .link, .world where reference.use == .link: return .outside
    case .https, .world: return .fault(.outsideRequest, "\(shown) asks the network")
    case .other where reference.use == .link:
      return .fault(.brokenLink, "\(shown) is neither of the site nor of the web")
    case .other: return .fault(.outsideRequest, "\(shown) is not of the site")
    case .beyond: return .fault(.brokenLink, "\(shown) leads out of the site's folder")
    case .inside("", let fragment):
      // An empty address is the page itself, which nothing may load.
      if reference.use == .load, fragment.isEmpty {
        return .fault(.brokenLink, "\(shown) names nothing")
      }
      return isPlace(fragment, in: facts)
        ? .fine : .fault(.brokenLink, "\(shown) names no place in the page")
    case .inside: return nil
    }
  }

  /// Whether an anchor leads somewhere; an empty one, and `top`, lead to the start.
  private static func isPlace(_ fragment: String, in page: PageFacts) -> Bool {
    fragment.isEmpty || fragment == "top" || page.ids.contains(fragment)
  }

  private static func shown(_ reference: Reference) -> String {
    let value = reference.value
    return "\(reference.attribute)=\"\(value.count > 100 ? value.prefix(100) + "…" : value)\""
  }
}
