import ArgumentParser
import EvalLogs
import Glibc
import History
import Report

/// The main job: a site.
struct BuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Build a static site: curves with intervals, comparisons, crossings, tables.",
    usage: "passcurve build <paths> ... [-o <dir or file>] [<options>]",
    discussion: """
      Example: passcurve build runs/ -o site --baseline base-7b

      The site opens from file:// without a server. A build that fails leaves the former site whole.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var study: StudyOptions
  @OptionGroup var beyond: ExtrapolationOptions
  @OptionGroup var delivery: DeliveryOptions
  @OptionGroup var nightly: GateOptions
  @OptionGroup var place: StoreOption

  @Option(
    name: [.short, .customLong("output")],
    help: ArgumentHelp(
      "The folder of the site (default: site); with --single-file the file (default: site.html).",
      valueName: "dir"))
  var output: String?

  @Option(help: ArgumentHelp("The report's title.", valueName: "text"))
  var title: String?

  @Flag(help: "Put the texts of audited samples on the pages, read from the logs.")
  var texts = false

  @Option(
    name: .customLong("max-size"),
    help: ArgumentHelp(
      "The largest size of the site in MB; what is left out beyond it is named on its pages.",
      valueName: "mb"))
  var maxSize = Omissions.largestByDefault / 1_000_000

  @Option(help: "Whether a writeup's claim that the data do not bear fails the build.")
  var claims: Writeups.Claims?

  func validate() throws {
    guard 1...1_000_000 ~= maxSize else {
      throw ValidationError("--max-size takes whole megabytes from 1 on, as in --max-size 100.")
    }
    if nightly.isWanted, delivery.anonymous {
      throw ValidationError(
        "--gate and --against name runs, and --anonymous names nothing: leave one of them out.")
    }
    if watch, nightly.night != nil {
      throw ValidationError(
        "--night adds one night, and --watch builds again and again: leave one of them out.")
    }
    if texts, delivery.anonymous {
      throw ValidationError("--texts shows texts, and --anonymous none: leave one of them out.")
    }
  }

  @Flag(help: "Build again whenever an input, the config or a template changes, until Ctrl-C.")
  var watch = false

  func run() throws {
    let paths = try input.gathered()
    guard watch else { return try build(paths) }
    let former = watched(paths)
    try build(paths)
    let loop = WatchLoop(
      look: { watched((try? gathered(paths)) ?? paths) },
      work: { try build(try gathered(paths), isFirst: false) },
      say: { if !input.quiet { Console.say($0) } })
    loop.run(since: former)
  }

  /// The paths anew: a list of them may have changed, standard input is read once.
  private func gathered(_ paths: InputOptions.Paths) throws -> InputOptions.Paths {
    input.filesFrom == "-" ? paths : try input.gathered()
  }

  private func watched(_ paths: InputOptions.Paths) -> WatchedFiles {
    var others = ConfigFile.places(named: study.config, inputs: input.paths)
    if let templates = delivery.templates {
      others += PageFrame.fileNames.map { "\(templates)/\($0)" }
    }
    if let config = try? ConfigFile(named: study.config, inputs: input.paths).config {
      others += WriteupFolder(config, inputs: input.paths).places
    }
    if let list = input.filesFrom, list != "-" { others.append(list) }
    return WatchedFiles(
      inputs: paths.all, others: others, options: ReadOptions(root: input.root))
  }

  private func build(_ paths: InputOptions.Paths, isFirst: Bool = true) throws {
    let progress = ProgressReport(quiet: input.quiet)
    defer { progress?.finish() }
    do {
      var (settings, maps) = try study.settings(input)
      try beyond.apply(to: &settings)
      if let title { settings.title = title }
      settings.showsTexts = texts
      settings.isAnonymous = delivery.anonymous
      let writeups = try WriteupFolder(settings.config, inputs: input.paths).read(claims: claims)
      let overrides = try TemplateFolder.read(delivery.templates)
      let form = try delivery.delivery(settings.config)
      let target = try ReportTarget(output, isSingle: delivery.singleFile, inputs: paths.all)
      let gate = nightly.isWanted ? try nightly.settings(settings.config) : nil
      let baselines = try gate.map { try self.baselines($0.baselines) } ?? [:]
      try nightly.tryNight(in: place)
      let cache = input.cache()
      let columns = Analyses.columns(settings.config)
      // What needs samples is left out where there are counts alone, and says so itself.
      let reading = try input.read(
        paths, samples: columns.isEmpty ? nil : columns, countsSuffice: true, cache: cache,
        progress: progress)
      var options = study.recorded(input, settings)
      if let title { options["title"] = title }
      if texts { options["texts"] = "yes" }
      options.merge(delivery.recorded) { _, own in own }
      options.merge(nightly.recorded) { _, own in own }
      if !overrides.isEmpty {
        options["templates"] = overrides.keys.sorted().joined(separator: " ")
      }
      let largest = maxSize * 1_000_000
      if largest != Omissions.largestByDefault { options["max-size"] = String(maxSize) }
      if !writeups.sources.isEmpty, !settings.isAnonymous || writeups.isKeptAnonymous {
        options["writeups"] = writeups.sources.map(\.path).joined(separator: " ")
        if writeups.claims == .warn { options["claims"] = "warn" }
      }
      var edition = try Pipeline.edition(
        reading, settings, problemMaps: maps, options: options, cache: cache,
        progress: progress?.handler)
      edition.writeups = writeups
      if let gate {
        edition.gate = try Gate.report(
          edition.results, gate, baselines: baselines, problemMaps: maps)
      }
      let opened = try deliver(edition, to: target, overrides, form, largest, progress)
      progress?.finish()
      if isFirst, !input.quiet, let opened { try Console.print(opened) }
      if let line = try nightly.addNight(of: edition, form, to: place), !input.quiet {
        Console.say("passcurve: \(line)")
      }
      try settle(edition, form)
    } catch let error as ReportError {
      throw Failure(error)
    }
  }

  /// Each set that rules are held against.
  private func baselines(_ names: [String]) throws -> [String: Baseline] {
    var result: [String: Baseline] = [:]
    for name in names {
      result[name] = try place.baseline(name, before: nightly.night, input)
    }
    return result
  }

  /// Says what the gate found; where it fails and was asked to, that is the end.
  private func settle(_ edition: Edition, _ form: Delivery) throws {
    guard let gate = edition.gate else { return }
    try JobSummary.publish(edition, form)
    if nightly.gate, gate.hasFailed {
      throw Failure(
        .regression,
        (["passcurve: \(gate.coverage.plainSpaces)"]
          + gate.failures.prefix(10).map {
            "  \($0.verdict.rawValue): \($0.place): \($0.detail)".plainSpaces
          }).joined(separator: "\n"))
    }
    if !input.quiet { Console.say("passcurve: \(gate.coverage); \(gate.counts)".plainSpaces) }
  }

  /// Makes the report, checks it and puts it where it goes.
  ///
  /// - Returns: What to open.
  private func deliver(
    _ edition: Edition, to target: ReportTarget, _ overrides: [String: [UInt8]],
    _ form: Delivery, _ largest: Int, _ progress: ProgressReport?
  ) throws -> String? {
    if case .folder(let writer) = target {
      let site = try Pipeline.site(
        edition, templates: overrides, form, largest: largest, progress: progress?.handler)
      let outcome = SiteCheck.outcome(
        of: site, threads: input.threads, progress: progress?.handler)
      progress?.clear()
      try settle(outcome.findings)
      try writer.write(site, progress: progress?.handler)
      progress?.clear()
      site.notes.forEach(note)
      delivery.shortcomings(form, site).forEach(note)
      site.extent(reading: edition.bytesRead).map(note)
      return "\(writer.target)/index.html"
    }
    let single = try Pipeline.singleFile(
      edition, templates: overrides, form, progress: progress?.handler)
    progress?.clear()
    try settle(SiteCheck.outcome(of: single)?.findings ?? [])
    single.notes.forEach(note)
    if single.isLarge {
      note(
        "the file has \(SingleFile.megabytes(single.html.count)), which browsers open slowly; the largest within: \(single.weights)"
      )
    }
    return try target.write(single)
  }

  private func note(_ text: String) {
    if !input.quiet { Console.say("passcurve: note: \(text)") }
  }

  /// What the site's own check says: a site at fault is not written. One that is heavy, or has a cell
  /// that cannot be compared, is; and so is one that a template of the user's puts at fault.
  private func settle(_ findings: [Finding]) throws {
    let isOwn = { (finding: Finding) in delivery.templates != nil && finding.code.isOfFrame }
    let faults = findings.filter { !$0.code.isNote && !isOwn($0) }
    guard faults.isEmpty else {
      let shown = faults.prefix(5).map { "\n  \($0)" }.joined()
      let rest = faults.count > 5 ? "\n  … and \(faults.count - 5) more" : ""
      throw Failure(
        .output,
        """
        passcurve: error: the report does not pass its own check, and is not written\(shown)\(rest)
          This is a fault of passcurve, not of the logs; please report it with these lines.
        """)
    }
    guard !input.quiet else { return }
    for finding in findings.prefix(20) { Console.say("passcurve: note: \(finding)") }
    if findings.count > 20 {
      Console.say("… and \(findings.count - 20) more; `passcurve verify` lists all.")
    }
  }
}

extension Writeups.Claims: ExpressibleByArgument {}
