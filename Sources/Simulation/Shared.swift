import Stats
import Synchronization

/// What many data sets of a study need and none changes, worked out once.
enum Shared {
  private static let allDraws = Mutex<[Int: DirichletDraws]>([:])
  private static let allTables = Mutex<[[Int]: MixtureTables]>([:])

  /// The draws of a band for so many problems.
  static func draws(_ problems: Int) -> DirichletDraws {
    if let known = allDraws.withLock({ $0[problems] }) { return known }
    let made = DirichletDraws(problems: problems)
    allDraws.withLock { $0[problems] = made }
    return made
  }

  /// The tables of the mixture for these numbers of samples.
  static func tables(_ tallies: [Tally]) -> MixtureTables {
    let samples = Set(tallies.map(\.samples)).sorted()
    guard samples[0] > 1, samples.count <= 4 else { return MixtureTables() }
    if let known = allTables.withLock({ $0[samples] }) { return known }
    var made = MixtureTables()
    made.prepare(samples: samples, ks: studiedKs(upTo: samples[0]))
    let result = made
    allTables.withLock { $0[samples] = result }
    return result
  }

  /// One value a level, made at once.
  static func perLevel<T>(_ levels: [Double], _ make: (Double) -> T) -> (Double) -> T {
    let made = levels.map { (level: $0, value: make($0)) }
    return { level in made.first { $0.level == level }!.value }
  }
}
