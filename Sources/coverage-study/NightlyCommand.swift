import ArgumentParser
import Foundation
import Simulation
import Stats
import Synchronization

/// Measures what nightly gates claim: false alarms in years without a change, days until a drop is
/// found.
struct NightlyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nightly",
    abstract: "Measure false alarms and days to detection of nightly gates by simulated years.",
    discussion: """
      Example: coverage-study nightly -o docs/coverage

      Writes nightly-alarms.csv, nightly-detection.csv, nightly-changes.csv and \
      nightly-intervals.csv. The same options give the same bytes on any number of threads.
      """)

  @Option(
    name: [.short, .customLong("output")],
    help: ArgumentHelp("The folder to write into.", valueName: "dir"))
  var output = "docs/coverage"

  @Option(help: "Fixes every random number.")
  var seed: UInt64 = 1

  @Option(help: "Null years of each suite; four times as many where n = 1.")
  var years = 40

  @Option(help: "Studies of each drop, kind and suite.")
  var studies = 40

  @Option(help: "Null series for change points looked at once; a tenth as many every night.")
  var series = 2_000

  @Option(help: "Data sets a cell of the intervals.")
  var datasets = 1_000

  @Option(help: "Threads at work. Never changes a result.")
  var threads = ProcessInfo.processInfo.activeProcessorCount

  func validate() throws {
    guard years >= 2, studies >= 10, series >= 20, datasets >= 10, threads >= 1 else {
      throw ValidationError(
        "--years is at least 2, --studies and --datasets 10, --series 20, --threads 1.")
    }
  }

  func run() throws {
    try FileManager.default.createDirectory(
      atPath: output, withIntermediateDirectories: true)
    try write(alarms(), "nightly-alarms.csv")
    try write(detection(), "nightly-detection.csv")
    try write(changes(), "nightly-changes.csv")
    try write(intervals(), "nightly-intervals.csv")
  }

  // MARK: Tables

  private func alarms() -> String {
    var text =
      "rule,P,n,benchmarks,years,stated_per_night,per_night,per_night_lower,per_night_upper,"
      + "stated_per_year,years_with_alarm,years_with_alarm_lower,years_with_alarm_upper\n"
    for suite in NightlySuite.all {
      let count = suite.samples == 1 ? 4 * years : years
      let counts = parallel(count) { suite.alarms(year: $0, seed: seed) }
      for (index, rule) in NightlyRule.all.enumerated() {
        let nights = counts.map { $0[index] }
        let isEvidence = if case .evidence = rule.judgement { true } else { false }
        let rate = meanWithSpread(nights.map { Double($0) / Double(NightlyRule.nightsInYear) })
        let any = share(nights.count { $0 > 0 }, of: count)
        text += line(
          [
            rule.name, "\(suite.problems)", "\(suite.samples)", "\(suite.benchmarks)", "\(count)",
            rule.isYearly ? "" : rule.stated.map { "\($0)" } ?? "",
          ] + (isEvidence ? ["", "", ""] : rate)
            + [rule.isYearly ? rule.stated.map { "\($0)" } ?? "" : ""] + any)
      }
    }
    return text
  }

  private func detection() -> String {
    var text =
      "rule,P,n,drop_points,drop_kind,studies,day_1,within_30,within_30_lower,within_30_upper,"
      + "within_365,median_days,p90_days\n"
    let names = NightlyRule.all.map(\.name) + ["change points, looked at every night"]
    for suite in NightlySuite.all {
      for points in [0, 0.01, 0.03, 0.1] {
        for drop in points == 0 ? [.spread] : NightlyCell.Drop.allCases {
          let found = parallel(studies) {
            suite.daysToDetect(points: points, drop, study: $0, seed: seed)
          }.compactMap { $0 }
          for (index, name) in names.enumerated() {
            let days = found.map { $0[index] ?? .max }.sorted()
            let quantile = { (share: Double) in
              let day = days[min(days.count - 1, Int(share * Double(days.count)))]
              return day == .max ? "" : "\(day)"
            }
            text += line(
              [
                name, "\(suite.problems)", "\(suite.samples)", CSV.number(100 * points, 0),
                points == 0 ? "" : drop.rawValue, "\(found.count)",
                CSV.number(Double(days.count { $0 == 1 }) / Double(days.count), 4),
              ] + share(days.count { $0 <= 30 }, of: days.count)
                + [
                  CSV.number(Double(days.count { $0 < .max }) / Double(days.count), 4),
                  quantile(0.5), quantile(0.9),
                ])
          }
        }
      }
    }
    return text
  }

  private func changes() -> String {
    var text = "looks,P,n,nights,series,stated,false_changes,lower,upper\n"
    for suite in NightlySuite.all {
      for everyNight in [false, true] {
        let count = everyNight ? series / 10 : series
        let found = parallel(count) {
          suite.falseChanges(series: $0, seed: seed, everyNight: everyNight)
        }
        text += line(
          [
            everyNight ? "every night of a year" : "once", "\(suite.problems)", "\(suite.samples)",
            "365", "\(count)", everyNight ? "" : "0.01",
          ] + share(found.count { $0 }, of: count))
      }
    }
    return text
  }

  private func intervals() -> String {
    var text =
      "method,population,P,n_baseline,n,drop_points,drop_kind,outside,datasets,claims_beyond_truth,"
      + "lower,upper,missed_below,mean_width,claims_drop\n"
    var designs: [NightlyIntervals] = []
    for population in NightlyCell.populations {
      for (problems, samples) in [
        (30, (1, 1)), (164, (1, 1)), (500, (1, 1)), (30, (7, 1)), (164, (7, 1)), (500, (7, 1)),
        (30, (16, 16)), (500, (4, 4)), (30, (112, 16)),
      ] {
        for (points, drop) in [
          (0, NightlyCell.Drop.spread), (0.03, .spread), (0.1, .broken),
        ] {
          designs.append(
            NightlyIntervals(population, problems: problems, samples: samples, points: points, drop)
          )
        }
      }
    }
    let asked = designs
    let measured = parallel(asked.count) {
      asked[$0].measure(datasets: datasets, seed: seed)
    }
    for (design, found) in zip(asked, measured) {
      guard let found else { continue }
      for (outside, row) in zip(design.outside, found.rows) where row.datasets > 0 {
        text += line(
          [
            found.method.rawValue, design.population.name, "\(design.problems)",
            "\(design.samples.baseline)", "\(design.samples.candidate)",
            CSV.number(100 * design.points, 0), design.points == 0 ? "" : design.drop.rawValue,
            CSV.number(outside, 5), "\(row.datasets)",
          ] + share(row.above, of: row.datasets)
            + [
              CSV.number(Double(row.below) / Double(row.datasets), 4),
              CSV.number(row.width / Double(row.datasets), 5),
              CSV.number(Double(row.claimed) / Double(row.datasets), 4),
            ])
      }
    }
    return text
  }

  // MARK: Parts

  /// A share with its Clopper-Pearson limits.
  private func share(_ count: Int, of total: Int) -> [String] {
    let lower =
      count == 0 ? 0 : BetaDistribution(Double(count), Double(total - count) + 1).quantile(0.025)
    let upper =
      count == total
      ? 1 : BetaDistribution(Double(count) + 1, Double(total - count)).quantile(0.975)
    return [Double(count) / Double(total), lower, upper].map { CSV.number($0, 4) }
  }

  /// The mean over years with limits of 1.96 standard errors: nights of a year depend on each other.
  private func meanWithSpread(_ values: [Double]) -> [String] {
    let n = Double(values.count)
    let mean = values.reduce(0, +) / n
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let half = 1.96 * (squares / (n - 1) / n).squareRoot()
    return [mean, max(0, mean - half), mean + half].map { CSV.number($0, 5) }
  }

  private func line(_ fields: [String]) -> String {
    fields.map { $0.contains(",") ? "\"\($0)\"" : $0 }.joined(separator: ",") + "\n"
  }

  /// One result a number, in order, whatever thread finds it.
  private func parallel<T: Sendable>(_ count: Int, _ work: @Sendable (Int) -> T) -> [T] {
    let results = Mutex([T?](repeating: nil, count: count))
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: threads) { _ in
      while true {
        let place = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard place < count else { return }
        let result = work(place)
        results.withLock { $0[place] = result }
      }
    }
    return results.withLock { $0.compactMap { $0 } }
  }

  private func write(_ text: String, _ name: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: output).appendingPathComponent(name))
  }
}
