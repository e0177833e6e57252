import Stats

/// A series of runs that differ in one setting, on one benchmark.
struct SeriesCurves: Sendable {
  struct Member: Sendable {
    let name: String
    let value: Double
    let curve: Results.Curve
    /// From the first member; `nil` for the first, and without common problems.
    let change: RunDifference?
  }

  /// Which member is highest at a `k`.
  struct Best: Sendable {
    let member: Int
    /// Whether it is ahead of every other, by intervals at a level corrected for all pairs.
    let isDecided: Bool
  }

  let name: String
  let benchmark: Int
  /// Two at least, ascending.
  let members: [Member]
  /// 1 and the largest `k` computed for all; one where they are the same.
  let ks: [Int]
  /// The highest at each of `ks` that asks for it.
  private(set) var best: [Int: Best] = [:]

  /// - Parameter decidingBest: Whether the highest is asked for.
  /// - Returns: `nil` where fewer than two members have the benchmark, or no `k` is common to them.
  init?(
    _ results: Results, benchmark b: Int, _ series: RunSeries, decidingBest: Bool = false
  ) {
    let members = series.members.compactMap { member in
      results.curves[b][member.run].map { (member: member, curve: $0) }
    }
    guard members.count > 1 else { return nil }
    let common = members.map { Set($0.curve.points.filter { $0.estimate != nil }.map(\.k)) }
      .reduce(nil as Set<Int>?) { $0?.intersection($1) ?? $1 }
    guard let first = common?.min(), let last = common?.max() else { return nil }
    name = series.name
    benchmark = b
    ks = first == last ? [first] : [first, last]
    self.members = members.enumerated().map { index, own in
      Member(
        name: own.member.name, value: own.member.value, curve: own.curve,
        change: index == 0
          ? nil
          : RunDifference(
            results, benchmark: b, baseline: members[0].member.run, candidate: own.member.run))
    }
    if decidingBest { for k in ks { best[k] = highest(results, at: k) } }
  }

  /// The last `k` of all.
  var last: Int { ks[ks.count - 1] }

  /// "pass@1 up by 32.6 points [27, 38]": from the first member to the last.
  func change(at k: Int) -> String {
    let what = "pass@\(Phrase.count(k))"
    guard let point = members[members.count - 1].change?.point(at: k), let interval = point.interval
    else { return "no change of \(what) can be measured" }
    if interval.lower > 0 { return "\(what) up by \(Phrase.lead(point))" }
    if interval.upper < 0 { return "\(what) down by \(Phrase.lead(point))" }
    return "no change of \(what) told apart from none"
  }

  /// 1 where the last member is decidedly above the first, −1 where below, else 0.
  func sign(at k: Int) -> Int {
    guard let interval = members[members.count - 1].change?.point(at: k).interval else { return 0 }
    return interval.lower > 0 ? 1 : interval.upper < 0 ? -1 : 0
  }

  /// The member with the highest estimate at `k`.
  private func highest(_ results: Results, at k: Int) -> Best? {
    let heights = members.map { $0.curve.point(at: k)?.estimate }
    guard
      let top = heights.indices.filter({ heights[$0] != nil })
        .max(by: { (heights[$0] ?? 0, $1) < (heights[$1] ?? 0, $0) })
    else { return nil }
    let pairs = Double(members.count * (members.count - 1) / 2)
    let level = 1 - (1 - results.settings.level) / pairs
    let isDecided = members.indices.allSatisfy { other in
      if other == top { return true }
      let difference = RunDifference(
        results, benchmark: benchmark, baseline: members[other].curve.cell.run,
        candidate: members[top].curve.cell.run, level: level)
      return (difference?.point(at: k).interval?.lower ?? 0) > 0
    }
    return Best(member: top, isDecided: isDecided)
  }
}
