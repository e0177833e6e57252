import Stats

/// Drops of one night that have something in common: a candidate for their cause, never more.
struct CauseGroup: Sendable {
  enum Kind: Sendable, Equatable {
    /// Several series lost largely the same problems.
    case sameProblems
    /// One run fell on several benchmarks.
    case oneRun
    /// Several runs fell on one benchmark.
    case oneBenchmark
    /// The problems that fell are of one category.
    case oneCategory(String, fallen: Int, of: Int, pValue: Double)
    /// A drop that shares nothing with another.
    case alone
  }

  let kind: Kind
  let night: Int
  let drops: [TrendDrop]

  /// By benchmark and place in it, each once.
  var problems: [[Int]] {
    Set(drops.flatMap { drop in drop.fallen.map { [drop.benchmark, $0.problem] } })
      .sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// From what share in common two sets of problems are called the same.
  static let jaccard = 0.5
  /// Below what Fisher's p, times the categories looked at, has to be.
  static let alpha = 0.01

  /// The groups of one night, in a fixed order.
  ///
  /// - Parameter categories: Of each benchmark's problems.
  static func all(_ drops: [TrendDrop], night: Int, categories: [[String?]]) -> [CauseGroup] {
    var groups: [CauseGroup] = []
    let make = { (kind: Kind, drops: [TrendDrop]) in
      CauseGroup(kind: kind, night: night, drops: drops)
    }
    groups += alike(drops).filter { $0.count > 1 }.map { make(.sameProblems, $0) }
    for run in Set(drops.map(\.run)).sorted() {
      let own = drops.filter { $0.run == run }
      if Set(own.map(\.benchmark)).count > 1 { groups.append(make(.oneRun, own)) }
    }
    for benchmark in Set(drops.map(\.benchmark)).sorted() {
      let own = drops.filter { $0.benchmark == benchmark }
      if Set(own.map(\.run)).count > 1 { groups.append(make(.oneBenchmark, own)) }
      if let kind = category(own, categories[benchmark]) { groups.append(make(kind, own)) }
    }
    let grouped = Set(groups.flatMap { $0.drops.map(\.series) })
    groups += drops.filter { !grouped.contains($0.series) }.map { make(.alone, [$0]) }
    return groups
  }

  /// Drops connected by largely the same problems.
  private static func alike(_ drops: [TrendDrop]) -> [[TrendDrop]] {
    var label = Array(drops.indices)
    let sets = drops.map(\.problems)
    for one in drops.indices {
      for two in drops.indices.dropFirst(one + 1) where !sets[one].isEmpty && !sets[two].isEmpty {
        let common = sets[one].intersection(sets[two]).count
        let all = sets[one].count + sets[two].count - common
        guard Double(common) >= jaccard * Double(all), label[one] != label[two] else { continue }
        let (kept, gone) = (min(label[one], label[two]), max(label[one], label[two]))
        for index in label.indices where label[index] == gone { label[index] = kept }
      }
    }
    return Set(label).sorted().map { name in
      drops.indices.filter { label[$0] == name }.map { drops[$0] }
    }
  }

  /// The category in which the fallen problems of one benchmark are the most.
  private static func category(_ drops: [TrendDrop], _ categories: [String?]) -> Kind? {
    let fallen = Set(drops.flatMap { $0.fallen.map(\.problem) })
    guard !fallen.isEmpty else { return nil }
    let named = categories.indices.filter { categories[$0] != nil }
    let names = Set(named.compactMap { categories[$0] }).sorted()
    guard names.count > 1 else { return nil }
    var best: (name: String, fallen: Int, p: Double)?
    for name in names {
      let own = named.filter { categories[$0] == name }
      let rest = named.count - own.count
      let (inside, all) = (own.count { fallen.contains($0) }, named.count { fallen.contains($0) })
      // More than its share, or it is no candidate.
      guard inside * named.count > all * own.count else { continue }
      guard
        let p = fisherExact(
          Tally(correct: inside, of: own.count), Tally(correct: all - inside, of: rest)),
        p * Double(names.count) < alpha, best.map({ p < $0.p }) ?? true
      else { continue }
      best = (name, inside, p)
    }
    return best.map {
      .oneCategory($0.name, fallen: $0.fallen, of: fallen.count, pValue: $0.p)
    }
  }
}
