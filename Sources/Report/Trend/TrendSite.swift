import EvalLogs

extension Trend {
  /// Every file of the site: the same history and options give the same bytes.
  ///
  /// - Throws: `ReportError` of kind `usage` where a theme cannot be used.
  package func site(progress: ProgressHandler? = nil) throws(ReportError) -> Site {
    var delivery = Delivery()
    delivery.theme = settings.config.theme
    delivery.baseURL = settings.baseURL
    delivery.updated = history.entries.last?.night.seconds
    let tables = dataTables
    var frame = try PageFrame(delivery)
    frame.numbers = Set(tables.map { "data/\($0.name).csv" })
    let fingerprint = self.fingerprint
    var site = Site()
    Pipeline.addPages(
      pages, frame, Imprint(title: title, fingerprint: String(fingerprint.prefix(8))), delivery,
      threads: settings.threads, progress, to: &site)
    let texts = parallelMap(tables.count, threads: settings.threads) { tables[$0].csv }
    for (table, text) in zip(tables, texts) { site.add("data/\(table.name).csv", text) }
    if let feed = feed() { site.add("feed.xml", feed) }
    site.beside = beside
    var manifest = Manifest(
      fingerprint: fingerprint, options: settings.options, inputs: [],
      outputs: Manifest.outputs(of: site, threads: settings.threads))
    if !beside.isEmpty { manifest.beside = beside.sorted() }
    site.add(Manifest.fileName, JSONText.encode(manifest))
    return site
  }

  /// Of all nights and their sets together.
  private var fingerprint: String {
    let lines = (history.others + history.entries).map { "\($0.night.text) \($0.fingerprint)\n" }
    return Fingerprint.of(Array(lines.joined().utf8))
  }

  /// Links to nights' reports that lie beside the site, as its pages write them.
  private var beside: Set<String> {
    let paths = history.entries.compactMap(\.safeLink).filter { !$0.isAddress }
    return Set(paths + paths.map { "../" + $0 })
  }
}
