import ArgumentParser
import EvalLogs
import Glibc
import Report
import Stats

/// What every command reads, and how.
struct InputOptions: ParsableArguments {
  @Argument(help: "Files and folders of logs, tallies or plain rows.")
  var paths: [String] = []

  @Option(
    help: ArgumentHelp(
      "Which columns mean what in tallies and plain rows: problem=task_id,benchmark='gsm8k'; repeatable.",
      valueName: "meaning=column,…"))
  var map: [String] = []

  /// All of `--map`, as one was given.
  var columns: String? { map.isEmpty ? nil : map.joined(separator: ",") }

  @Option(help: "What becomes of samples the harness could not score.")
  var errors = ReadOptions.Errors.harness

  @Option(help: "Problems met again in another file: a second run, or more samples of the one.")
  var repeats = ReadOptions.Repeats.apart

  @Option(
    help: ArgumentHelp(
      "Of several scores a sample the one that counts. Default: each is a benchmark of its own.",
      valueName: "name"))
  var scorer: String?

  @Option(
    name: .customLong("problem-key"),
    help: "What problems are told apart by: the log's id, or the problem's text.")
  var problemKey = ReadOptions.ProblemKey.id

  @Option(help: ArgumentHelp("Names are paths below this folder.", valueName: "dir"))
  var root: String?

  @Option(
    name: .customLong("files-from"),
    help: ArgumentHelp(
      "Read further paths from a file, one a line; - is standard input.", valueName: "file"))
  var filesFrom: String?

  @Option(help: ArgumentHelp("Threads at work. Never changes a result.", valueName: "n"))
  var threads: Int = Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))

  @Flag(
    name: .customLong("no-cache"),
    help: "Read every file anew, and keep nothing of it for the next time.")
  var noCache = false

  @Flag(help: "Any issue found in the input is fatal (exit code 3).")
  var strict = false

  @Flag(help: "Say nothing but errors.")
  var quiet = false

  func validate() throws {
    guard !paths.isEmpty || filesFrom != nil else {
      throw ValidationError(
        "Name a file or folder of logs: passcurve build runs/ -o site")
    }
    guard (1...1024).contains(threads) else {
      throw ValidationError("--threads is a number from 1 to 1024, not \(threads).")
    }
  }

  /// The paths named on the command line and those listed in a file or on standard input.
  struct Paths {
    let named: [String]
    let listed: [String]
    var all: [String] { named + listed }
  }

  /// Reads the list of further paths, where there is one.
  func gathered() throws -> Paths { Paths(named: paths, listed: try listedFiles()) }

  /// Reads everything, with progress and issues on standard error.
  ///
  /// - Throws: `Failure` where nothing can be used, or under `--strict` where anything is wrong.
  func read(
    _ paths: Paths, samples: Set<SampleColumn>? = nil, countsSuffice: Bool = false,
    cache: IngestCache?, progress: ProgressReport? = nil
  ) throws -> Reading {
    let survey = try survey(paths, samples: samples, cache: cache, progress: progress)
    let reading = countsSuffice ? survey.withoutIssues(.countsOnly) : survey
    if let error = reading.nothingUsable(paths.all) { throw Failure(error) }
    try settle(reading.issues)
    return reading
  }

  /// How everything is read.
  func options(_ paths: Paths, samples: Set<SampleColumn>? = nil) throws(LogError) -> ReadOptions {
    ReadOptions(
      columns: try columns.map { text throws(LogError) in try ColumnMap(parsing: text) }
        ?? ColumnMap(),
      errors: errors, repeats: repeats, root: root, filesFrom: paths.listed, threads: threads,
      samples: samples, scorer: scorer, problemKey: problemKey)
  }

  /// What was read before; nil where there is no place for it, or it is not wanted.
  func cache() -> IngestCache? {
    noCache ? nil : IngestCache.standardPath.map { IngestCache(path: $0) }
  }

  /// Says what is wrong; under `--strict` that is the end.
  func settle(_ issues: [LogIssue]) throws {
    report(issues)
    try refuse(issues)
  }

  /// Reads what can be read, with progress on standard error.
  func survey(
    _ paths: Paths, samples: Set<SampleColumn>? = nil, cache: IngestCache?,
    progress: ProgressReport? = nil
  ) throws -> Reading {
    let progress = progress ?? ProgressReport(quiet: quiet)
    defer { progress?.clear() }
    do {
      var options = try options(paths, samples: samples)
      options.cache = cache
      let quiet = self.quiet
      defer {
        if !quiet, let trouble = cache?.trouble {
          Console.say("passcurve: note: the cache cannot be used: \(trouble)")
        }
      }
      return try EvalLogs.survey(
        paths: paths.named, options: options,
        progress: progress?.readingHandler,
        changed: { path in
          progress?.clear()
          if !quiet { Console.say("\(path.printable): note: its size changed while it was read") }
        })
    } catch {
      throw Failure(error)
    }
  }

  /// Under `--strict`, any issue is the end.
  func refuse(_ issues: [LogIssue]) throws {
    let faults = issues.count { !$0.code.isNote }
    guard strict, faults > 0 else { return }
    throw Failure(
      .input, "passcurve: error: \(faults) \(faults == 1 ? "issue" : "issues") under --strict")
  }

  /// The issues, the first of them in full.
  private func report(_ issues: [LogIssue]) {
    let shown = 20
    for issue in issues.prefix(quiet ? 0 : shown) { Console.say("\(issue)") }
    if !quiet, issues.count > shown {
      Console.say("… and \(issues.count - shown) more; `passcurve check` lists all.")
    }
  }

  private func listedFiles() throws -> [String] {
    guard let filesFrom else { return [] }
    let bytes: [UInt8]
    if filesFrom == "-" {
      bytes = try readAll(STDIN_FILENO, "standard input")
    } else {
      let descriptor = open(filesFrom, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else {
        throw Failure(
          .input,
          "passcurve: error: --files-from \(filesFrom.printable): \(String(cString: strerror(errno)))"
        )
      }
      defer { close(descriptor) }
      bytes = try readAll(descriptor, filesFrom)
    }
    // Split as bytes: to Swift, a return and a line feed together are one other character.
    return bytes.split(separator: UInt8(ascii: "\n")).map { line in
      String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self)
    }
    .filter { !$0.isEmpty }
  }

  private func readAll(_ descriptor: Int32, _ name: String) throws -> [UInt8] {
    var result: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count == 0 { return result }
      guard count > 0 else {
        throw Failure(
          .input, "passcurve: error: \(name.printable): \(String(cString: strerror(errno)))")
      }
      result += buffer[..<count]
    }
  }
}

extension ReadOptions.Errors: ExpressibleByArgument {}
extension ReadOptions.Repeats: ExpressibleByArgument {}
extension ReadOptions.ProblemKey: ExpressibleByArgument {}
extension IntervalMethod: ExpressibleByArgument {}
extension Target: ExpressibleByArgument {}

/// What shapes the numbers.
struct StudyOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The k to show. Default: powers of two, and the largest.", valueName: "1,2,4"),
    transform: KList.init(parsing:))
  var k: KList?

  @Option(help: "How intervals for problems like these are made.")
  var interval: IntervalMethod?

  @Option(help: ArgumentHelp("The intervals' nominal coverage.", valueName: "0.95"))
  var level: Double?

  @Option(
    help: ArgumentHelp(
      "Which target figures and verdicts use: problems like these, or these problems.",
      valueName: "population|fixed"))
  var target: Target = .population

  @Option(
    help: ArgumentHelp(
      "How often percentile and bca draw the problems anew.", valueName: "10000"))
  var replicates: Int?

  @Option(help: ArgumentHelp("What those draws start from.", valueName: "0"))
  var seed: UInt64?

  @Option(
    help: ArgumentHelp(
      "Runs whose difference lies within this many points either way count as equivalent.",
      valueName: "points"))
  var margin: Double?

  @Option(help: ArgumentHelp("The run every other is compared with.", valueName: "run"))
  var baseline: String?

  @Option(help: ArgumentHelp("Only runs whose name matches.", valueName: "glob"))
  var run: [String] = []

  @Option(help: ArgumentHelp("Only benchmarks whose name matches.", valueName: "glob"))
  var benchmark: [String] = []

  @Option(help: ArgumentHelp("No runs or benchmarks whose name matches.", valueName: "glob"))
  var exclude: [String] = []

  @Option(
    help: ArgumentHelp("Show a run by another name.", valueName: "run=name"),
    transform: Label.init(parsing:))
  var label: [Label] = []

  @Option(
    help: ArgumentHelp(
      "The study's config. Default: passcurve.yaml in the first path, else here.",
      valueName: "file"))
  var config: String?

  func validate() throws {
    if let level, !(level > 0 && level < 1) {
      throw ValidationError("--level lies between 0 and 1 (0.95 for 95 %), not \(level).")
    }
    if let replicates, !(100...10_000_000).contains(replicates) {
      throw ValidationError(
        "--replicates is a number from 100 to 10000000, not \(replicates).")
    }
    if let margin, !(margin > 0 && margin < 100) {
      throw ValidationError("--margin lies between 0 and 100 points, not \(margin).")
    }
  }

  /// The options over the config.
  func settings(_ input: InputOptions) throws(ReportError) -> (Settings, [String: [String: String]])
  {
    let file = try ConfigFile(named: config, inputs: input.paths)
    var settings = Settings()
    settings.config = file.config
    settings.ks = k?.values ?? file.config.ks
    settings.level = level ?? file.config.level ?? 0.95
    settings.method = interval ?? file.config.method ?? .jeffreysDirichlet
    settings.target = target
    settings.replicates = replicates ?? settings.replicates
    settings.seed = seed ?? settings.seed
    settings.margin = margin.map { $0 / 100 }
    settings.extrapolate = file.config.extrapolate
    settings.baseline = baseline
    settings.runs = run
    settings.benchmarks = benchmark
    settings.excluded = exclude
    settings.labels = Dictionary(label.map { ($0.run, $0.name) }) { _, last in last }
    settings.threads = input.threads
    return (settings, file.problemMaps)
  }

  /// The options that change the content, for the manifest.
  func recorded(_ input: InputOptions, _ settings: Settings) -> [String: String] {
    var options: [String: String] = [:]
    if let ks = settings.ks { options["k"] = ks.map(String.init).joined(separator: ",") }
    options["level"] = "\(settings.level)"
    options["interval"] = settings.method.rawValue
    options["target"] = settings.target.rawValue
    if settings.method.draws {
      options["replicates"] = String(settings.replicates)
      options["seed"] = String(settings.seed)
    }
    if let margin { options["margin"] = "\(margin)" }
    if let k = settings.extrapolate { options["extrapolate"] = String(k) }
    if let baseline { options["baseline"] = baseline }
    if !run.isEmpty { options["run"] = run.joined(separator: " ") }
    if !benchmark.isEmpty { options["benchmark"] = benchmark.joined(separator: " ") }
    if !exclude.isEmpty { options["exclude"] = exclude.joined(separator: " ") }
    if !label.isEmpty {
      options["label"] = label.map { "\($0.run)=\($0.name)" }.joined(separator: " ")
    }
    if let map = input.columns { options["map"] = map }
    if input.errors != .harness { options["errors"] = input.errors.rawValue }
    if input.repeats != .apart { options["repeats"] = input.repeats.rawValue }
    if let scorer = input.scorer { options["scorer"] = scorer }
    if input.problemKey != .id { options["problem-key"] = input.problemKey.rawValue }
    return options
  }

  /// What was recorded as a command line has it again; what only shapes pages is left out.
  static func arguments(recorded options: [String: String]) -> [String] {
    let ofPages: Set = [
      "title", "texts", "writeups", "claims", "templates", "max-size", "single-file", "anonymous",
      "svg-theme", "base-url", "no-index", "dump-context", "gate", "against", "fail-on", "lenient",
      "nights",
    ]
    // Their values stand with blanks between.
    let lists: Set = ["run", "benchmark", "exclude", "label"]
    return options.sorted { $0.key < $1.key }.filter { !ofPages.contains($0.key) }
      .flatMap { name, value in
        (lists.contains(name) ? value.split(separator: " ").map(String.init) : [value])
          .map { "--\(name)=\($0)" }
      }
  }
}

/// Whole numbers of at least 1, comma separated; kept ascending and once each.
struct KList {
  let values: [Int]

  init(parsing text: String) throws {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int($0.drop { $0 == " " }) }
    guard numbers.count == parts.count, numbers.allSatisfy({ $0 >= 1 }) else {
      throw ValidationError("It takes whole numbers of at least 1, as in --k 1,2,4.")
    }
    values = Set(numbers).sorted()
  }
}

/// `run=name`.
struct Label {
  let run: String
  let name: String

  init(parsing text: String) throws {
    let equals = text.firstIndex(of: "=") ?? text.endIndex
    run = String(text[..<equals])
    name = String(text[equals...].dropFirst())
    if run.isEmpty || name.isEmpty {
      throw ValidationError("It takes a run and a name, as in --label base-7b=Base.")
    }
  }
}
