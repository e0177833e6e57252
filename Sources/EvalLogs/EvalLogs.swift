/// Folders of logs in, counts out: the one call the rest of the program uses.
package enum EvalLogs {
  /// Finds, claims and reads every log below the paths.
  ///
  /// The same files and options give the same reading, whatever the order of paths, rows or
  /// directories and the number of threads.
  ///
  /// - Parameters:
  ///   - paths: Files and folders.
  ///   - progress: Called as logs are read, from any thread, one call at a time.
  ///   - changed: Called with the path of a file whose size changed while it was read; for
  ///     standard error only, as nothing else may depend on the clock.
  /// - Throws: `LogError` where a path cannot be used at all, or no file holds a sample.
  package static func read(
    paths: [String], options: ReadOptions = ReadOptions(),
    progress: (@Sendable (Progress) -> Void)? = nil,
    changed: (@Sendable (String) -> Void)? = nil
  ) throws(LogError) -> Reading {
    let reading = try survey(paths: paths, options: options, progress: progress, changed: changed)
    if let error = reading.nothingUsable(paths + options.filesFrom) { throw error }
    return reading
  }

  /// As `read`, for who wants to know what is there even where no file holds a sample.
  package static func survey(
    paths: [String], options: ReadOptions = ReadOptions(),
    progress: (@Sendable (Progress) -> Void)? = nil,
    changed: (@Sendable (String) -> Void)? = nil
  ) throws(LogError) -> Reading {
    let discovery = try Discovery(paths: paths, options: options)
    let found = discovery.files
    let opened = parallelMap(found.count, threads: options.threads) { index in
      Opened(found[index], columns: options.columns)
    }
    let files = opened.map(\.file)
    return read(
      files, issues: discovery.issues + opened.flatMap(\.issues), options: options,
      progress: progress, changed: changed)
  }

  /// The files that a reading of these paths looks at, and the folders they were found in, each
  /// path real and ended by a zero byte; nothing is opened.
  package static func places(
    paths: [String], options: ReadOptions = ReadOptions()
  ) throws(LogError) -> (files: [(path: String, location: [CChar])], folders: [[CChar]]) {
    let discovery = try Discovery(paths: paths, options: options)
    return (discovery.files.map { ($0.path, $0.location) }, discovery.folders)
  }

  /// A file, and who reads it.
  struct ClaimedFile: Sendable {
    var file: LogFile
    var adapter: (any LogAdapter.Type)?
  }

  private struct Opened: Sendable {
    var file: ClaimedFile?
    var issues: [LogIssue] = []

    init(_ found: Discovery.Found, columns: ColumnMap) {
      do {
        let file = try LogFile(
          path: found.path, rootName: found.rootName, location: found.location)
        self.file = ClaimedFile(claiming: file, columns: columns)
      } catch {
        issues = [
          LogIssue(
            error.code, path: found.path, detail: error.detail,
            remedy: "Check the permissions; it is not used.")
        ]
      }
    }
  }

  /// Reads files already found, in natural order of path.
  static func read(
    _ files: [ClaimedFile?], issues: [LogIssue] = [], options: ReadOptions,
    progress: (@Sendable (Progress) -> Void)? = nil,
    changed: (@Sendable (String) -> Void)? = nil
  ) -> Reading {
    let claimed = files.compactMap { $0 }
    let unpackable = claimed.compactMap { claim in
      claim.file.fault.map { fault in
        LogIssue(
          fault.code, path: claim.file.path,
          detail: "nothing in it can be unpacked: \(fault.detail)",
          remedy: fault.code == .needsProgram
            ? "\(DuckDB.remedy); the file is not used."
            : "Copy or write the file again; it is not used.")
      }
    }
    var work: [(log: Log, adapter: any LogAdapter.Type)] = []
    for adapter in LogAdapters.all {
      let own = claimed.filter { $0.adapter?.format == adapter.format }.map(\.file)
      work += adapter.logs(from: own).map { ($0, adapter) }
    }
    let order = work.indices.sorted {
      let byPath = NaturalOrder.compare(work[$0].log.path, work[$1].log.path)
      return byPath == 0 ? $0 < $1 : byPath < 0
    }
    let logs = order.map { work[$0] }
    let contents = readAll(logs, options: options, progress: progress)
    for content in contents where content.changedWhileRead { changed?(content.log.path) }
    let (used, notes) = RepeatedLogs.leftOut(contents)
    var pooling = Pooling(used, options: options)
    let pooled = pooling.result()
    // A companion whose log is not there is no log.
    let read = Set(logs.flatMap { ($0.log.files + $0.log.superseded).map(\.identity) })
    let inputs = claimed.map {
      InputFile(
        path: $0.file.path, size: $0.file.size,
        format: read.contains($0.file.identity) ? $0.adapter?.format : nil,
        location: $0.file.realPath)
    }
    let headlines = used.map { $0.headlines(comparing: options.errors == .harness) }
    let found = issues + unpackable + used.flatMap(\.issues) + notes + pooling.issues
    return Reading(
      table: pooled.table,
      issues: (found + headlines.flatMap(\.issues) + Pairing.issues(pooled.table, pooled.sources))
        .sorted(),
      inputs: inputs, sources: pooled.sources, accounts: pooled.accounts,
      samples: pooled.owners.isEmpty
        ? SampleTable()
        : SampleTable(
          pooled.table.rows, used, owners: pooled.owners, columns: options.samples ?? []),
      headlines: headlines.flatMap(\.all),
      training: Set(used.flatMap(\.trainingPoints)).sorted())
  }

  private static func readAll(
    _ logs: [(log: Log, adapter: any LogAdapter.Type)], options: ReadOptions,
    progress: (@Sendable (Progress) -> Void)?
  ) -> [LogContent] {
    let files = logs.reduce(0) { $0 + $1.log.files.count }
    let bytes = logs.reduce(0) { $0 + $1.log.size }
    let total = progress.map { ReadTotal(files: files, bytes: bytes, report: $0) }
    // The largest first, so that no thread is left with it at the end.
    let order = logs.indices.sorted { (logs[$1].log.size, $0) < (logs[$0].log.size, $1) }
    let key = options.cacheKey
    let read = parallelMap(logs.count, threads: options.threads) { turn in
      let (found, adapter) = logs[order[turn]]
      let meter = total.map { ReadMeter($0, size: found.size) }
      let log = meter.map { found.metered($0) } ?? found
      let content =
        if let cache = options.cache {
          cache.content(of: log, format: adapter.format, options: key, limit: options.limits.count)
          {
            self.content(of: log, adapter, options)
          }
        } else {
          self.content(of: log, adapter, options)
        }
      meter?.finish(files: log.files.count)
      return content
    }
    options.cache?.settle()
    var contents = [LogContent?](repeating: nil, count: logs.count)
    for (turn, content) in read.enumerated() { contents[order[turn]] = content }
    return contents.map { $0! }
  }

  private static func content(
    of log: Log, _ adapter: any LogAdapter.Type, _ options: ReadOptions
  ) -> LogContent {
    let sink = SampleSink(path: log.path, name: log.name, options: options)
    adapter.init().read(log, into: sink)
    let isBare = sink.headlines.isEmpty && sink.training.isEmpty
    if sink.issues.isEmpty && isBare && !sink.cells.contains(where: { $0.rows > 0 }) {
      sink.report(
        .noSamples, "no sample in it could be used",
        "It was read as \(adapter.format): \(adapter.summary).")
    }
    return LogContent(sink, log: log, format: adapter.format)
  }
}

extension Reading {
  /// Why these paths hold nothing to use; nil where they do.
  package func nothingUsable(_ paths: [String]) -> LogError? {
    guard table.rows.isEmpty else { return nil }
    let formats = LogAdapters.all.map { "  \($0.format): \($0.summary)" }
    var detail =
      switch inputs.count {
      case 0: "there are no files to read"
      case 1: "its one file holds no sample that can be used"
      default: "none of \(inputs.count) files holds a sample that can be used"
      }
    if !headlines.isEmpty {
      detail +=
        "; the numbers that harnesses give of themselves (\(headlines.count)) have no counts"
    }
    if !training.isEmpty { detail += "; training curves are shown beside samples only" }
    return LogError(
      .nothingUsable, path: paths.count == 1 ? paths[0] : nil, detail: detail,
      remedy: "These formats are read:\n" + formats.joined(separator: "\n"), issues: issues)
  }
}

extension EvalLogs.ClaimedFile {
  init(claiming file: LogFile, columns: ColumnMap) {
    adapter = LogAdapters.claimant(of: file, columns: columns)
    self.file = file.withoutFirstBytes
  }
}

extension LogFile {
  /// What tells it from other files of one reading.
  fileprivate var identity: [String] { [rootName, path] }

  /// Its real path, ended by a zero byte; empty for a file in memory.
  var realPath: [CChar] {
    if case .disk(let path) = location { path } else { [] }
  }
}
