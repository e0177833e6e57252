import EvalLogs

/// Everything that can be said against a built site without a network or a browser.
package struct SiteCheck: Sendable {
  /// What was found.
  package struct Outcome: Sendable, Encodable {
    /// In the order of files, then lines.
    package let findings: [Finding]
    package let files: Int
    package let bytes: Int
    package let pages: Int
    /// Addresses of the world outside that a reader may follow, sorted.
    package let outside: [String]

    package var json: String { JSONText.encode(self) }
  }

  private let files: SiteFiles
  private let threads: Int
  private let progress: ProgressHandler?
  /// What the manifest says of each file; `nil` where it was made just now from these bytes.
  private let listed: [String: Manifest.File]?
  /// Links that may lead beside the site.
  private let beside: Set<String>

  /// Checks a site before it is written.
  package static func outcome(
    of site: Site, threads: Int = 1, progress: ProgressHandler? = nil
  ) -> Outcome {
    SiteCheck(
      files: SiteFiles(site), threads: threads, progress: progress, listed: nil,
      beside: site.beside
    ).outcome()
  }

  /// Checks a report in one file before it is written; `nil` where it does not say that it is one.
  package static func outcome(of single: SingleFile) -> Outcome? {
    SingleFileCheck.outcome("the file", single.html)
  }

  /// Checks a site on the disk: a folder, or a report in one file.
  ///
  /// - Throws: `ReportError` of kind `input` where there is none.
  package static func outcome(
    at path: String, threads: Int = 1, progress: ProgressHandler? = nil
  ) throws(ReportError) -> Outcome {
    if let bytes = SiteFiles.read(path) {
      guard let outcome = SingleFileCheck.outcome(path, bytes) else {
        throw ReportError(
          .input, "\(path) is no report of passcurve", remedy: "Name a site's folder.")
      }
      return outcome
    }
    guard let manifest = SiteFiles.read("\(path)/\(Manifest.fileName)"),
      let listed = Manifest.outputs(in: manifest)
    else {
      throw ReportError(
        .input, "there is no site of passcurve in \(path)",
        remedy: "Name the folder that a build wrote, as in passcurve verify site.")
    }
    let unique = Dictionary(listed.map { ($0.path, $0) }) { first, _ in first }
    return SiteCheck(
      files: SiteFiles(folder: path), threads: threads, progress: progress, listed: unique,
      beside: Manifest.beside(in: manifest)
    ).outcome()
  }

  // MARK: File by file

  /// What one file tells.
  private struct Told: Sendable {
    var findings: [Finding] = []
    var bytes = 0
    /// Of a page.
    var facts: PageFacts?
  }

  private func outcome() -> Outcome {
    let paths = files.paths
    let counter = StepCounter(.checking, "files", of: paths.count, progress)
    let told = parallelMap(paths.count, threads: threads) { index in
      defer { counter?.advance() }
      return self.told(of: paths[index])
    }
    var pages: [String: PageFacts] = [:]
    for (path, told) in zip(paths, told) { pages[path] = told.facts }
    let links = LinkCheck(files: files, pages: pages, beside: beside).outcome()
    let assets = zip(paths, told).filter { !$0.0.contains("/") }.map { ($0.0, $0.1.bytes) }
    let missing = (listed ?? [:]).keys.filter { !files.contains($0) }.map {
      Finding(.missingFile, $0, "\(Manifest.fileName) lists it and it is not there")
    }
    let findings =
      told.flatMap(\.findings) + links.findings + missing + Weights.findings(assets: assets)
      + tablesWithoutPage(pages)
    return Outcome(
      findings: findings.sorted(by: Finding.precedes), files: paths.count,
      bytes: told.reduce(0) { $0 + $1.bytes }, pages: pages.count, outside: links.outside)
  }

  private func told(of path: String) -> Told {
    var told = Told()
    if let listed, listed[path] == nil, path != Manifest.fileName {
      told.findings.append(
        Finding(.foreignFile, path, "\(Manifest.fileName) does not list it"))
      return told
    }
    guard let bytes = files.bytes(path) else {
      told.findings.append(Finding(.missingFile, path, "it cannot be read"))
      return told
    }
    told.bytes = bytes.count
    if let file = listed?[path] {
      if file.bytes != bytes.count {
        told.findings.append(
          Finding(.changedFile, path, "it has \(bytes.count) bytes instead of \(file.bytes)"))
      } else if Fingerprint.of(bytes) != file.sha256 {
        told.findings.append(
          Finding(.changedFile, path, "its SHA-256 is not the one of \(Manifest.fileName)"))
      }
    }
    switch path.split(separator: ".").last {
    case "html":
      var facts = PageReader.facts(of: path, bytes)
      told.findings += facts.findings + Weights.findings(path, bytes: bytes.count, facts)
      told.findings += facts.tables.flatMap { numbers(of: $0, on: path) }
      // Their names are all that is still needed.
      for index in facts.tables.indices { facts.tables[index].rows = [] }
      told.facts = facts
    case "svg":
      told.findings += DrawingCheck.findings(path, bytes)
      if let finding = Weights.over(path, "bytes", bytes.count, Weights.drawing) {
        told.findings.append(finding)
      }
    // A feed names where it will lie.
    case "xml":
      told.findings += DrawingCheck.findings(path, bytes).filter { $0.code == .syntax }
    case "json" where !JSONSyntax.isValid(bytes):
      told.findings.append(Finding(.syntax, path, "it is not JSON"))
    case "csv" where !CSVRecords.areValid(bytes):
      told.findings.append(Finding(.syntax, path, "it is no CSV"))
    case "css":
      told.findings += AddressesInText.ofStyle(String(decoding: bytes, as: UTF8.self))
        .filter { !isInside($0, path) }
        .map { Finding(.outsideRequest, path, "it names \"\($0)\"") }
    case "js":
      told.findings += AddressesInText.ofScript(String(decoding: bytes, as: UTF8.self))
        .map { Finding(.outsideRequest, path, "it names \"\($0)\"") }
    default: break
    }
    return told
  }

  private func isInside(_ address: String, _ path: String) -> Bool {
    guard case .inside(let target, _) = Address(address, on: path) else { return false }
    return target.isEmpty || files.contains(target)
  }

  // MARK: Numbers

  private func numbers(of table: PageFacts.Table, on page: String) -> [Finding] {
    let file = "tables/\(table.id).csv"
    guard files.contains(file), let csv = files.bytes(file) else {
      return [
        Finding(.tableFile, page, line: table.line, "the table \"\(table.id)\" has no \(file)")
      ]
    }
    return TableCheck(table: table, page: page, file: file).findings(csv)
  }

  private func tablesWithoutPage(_ pages: [String: PageFacts]) -> [Finding] {
    // A paper kit has tables and no page.
    guard !pages.isEmpty else { return [] }
    let shown = Set(pages.values.flatMap { $0.tables.map(\.id) })
    return files.paths.compactMap { path in
      guard path.hasPrefix("tables/"), path.hasSuffix(".csv") else { return nil }
      let id = String(path.dropFirst("tables/".count).dropLast(".csv".count))
      return shown.contains(id)
        ? nil : Finding(.tableFile, path, "no page has a table \"\(id)\"")
    }
  }
}
