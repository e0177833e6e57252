import EvalLogs

/// A set of counts as it is handed over to a history.
package struct NightlySet: Sendable {
  package let night: Night
  package let name: SetName?
  package let title: String?
  /// Where that night's report is: an address, or a path below wherever the history is shown.
  package let link: String?
  /// What a gate found, in a word.
  package let verdict: String?
  /// What a gate found, in full, in a form of its own.
  package let details: [UInt8]?
  /// The version of the program that counted.
  package let program: String
  package let table: TallyTable
  /// The SHA-256 of the canonical tally, as reports have it.
  package let fingerprint: String

  /// Bytes that a title and a link may have at most.
  package static let longestText = 2_000
  /// Bytes that a gate may hand over at most.
  package static let longestDetails = 1 << 20

  /// - Throws: `HistoryError` of kind `usage` where a text cannot be kept, `input` where there are no
  ///   counts.
  package init(
    night: Night, name: SetName? = nil, title: String? = nil, link: String? = nil,
    verdict: String? = nil, details: [UInt8]? = nil, program: String, table: TallyTable
  ) throws(HistoryError) {
    guard !table.rows.isEmpty else {
      throw HistoryError(.input, "there are no counts to keep")
    }
    try Self.check(title: title, link: link, verdict: verdict)
    guard (details ?? []).count <= Self.longestDetails else {
      throw HistoryError(.usage, "the verdict's details are over \(Self.longestDetails) bytes")
    }
    self.night = night
    self.name = name
    self.title = title
    self.link = link
    self.verdict = verdict
    self.details = details.flatMap { $0.isEmpty ? nil : $0 }
    self.program = program
    self.table = table
    fingerprint = SetFingerprint.of(table.csv())
  }

  /// Whether these texts can be kept, for who wants to know before there are counts.
  package static func check(
    title: String?, link: String?, verdict: String? = nil
  ) throws(HistoryError) {
    for (what, text) in [("title", title), ("link", link), ("verdict", verdict)] {
      try check(text, what)
    }
    if let link { try check(link: link) }
  }

  private static func check(_ text: String?, _ what: String) throws(HistoryError) {
    guard let text else { return }
    guard text.utf8.count <= longestText else {
      throw HistoryError(.usage, "the \(what) is over \(longestText) bytes")
    }
    guard !text.isEmpty, text.printable == text else {
      throw HistoryError(
        .usage, text.isEmpty ? "the \(what) is empty" : "the \(what) holds control characters",
        remedy: "Leave it away, or write it in plain text.")
    }
  }

  /// Links end up on pages: nothing but the web's own schemes, or a path.
  private static func check(link: String) throws(HistoryError) {
    let start = link.lowercased()
    let scheme = start.firstIndex(of: ":").map { start[..<$0] }
    guard let scheme, !scheme.contains(where: { "/?#".contains($0) }) else { return }
    guard scheme == "http" || scheme == "https" else {
      throw HistoryError(
        .usage, "the link '\(link)' is no address of a page",
        remedy: "Give an address (https://…), or a path such as 2026-01-31/index.html.")
    }
  }
}

/// A set of counts that a history holds, without the counts.
package struct StoredSet: Hashable, Sendable, Identifiable {
  /// Counts up with each set added; never given twice.
  package let id: Int
  package let night: Night
  package let name: String?
  package let fingerprint: String
  package let title: String?
  package let link: String?
  package let verdict: String?
  package let program: String
  /// Runs, each of its variants counting.
  package let runs: Int
  package let benchmarks: Int
  /// Problems, each counting once however many runs have it.
  package let problems: Int
  /// Samples scored.
  package let samples: Int

  /// The fingerprint's first digits, by which a set is shown and can be named.
  package var short: String { String(fingerprint.prefix(SetFingerprint.short)) }
}

/// What became of a set that was handed over.
package enum Added: Hashable, Sendable {
  case new(StoredSet)
  /// The same counts are there for the same night.
  case alreadyThere(StoredSet)

  package var set: StoredSet {
    switch self {
    case .new(let set), .alreadyThere(let set): set
    }
  }
}
