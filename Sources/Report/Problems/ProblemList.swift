import EvalLogs
import Stats

/// The problems of one benchmark in natural order of their ids, with what every run did on each.
struct ProblemList: Sendable {
  /// How many of the runs that have a problem solve it: at least one correct sample.
  enum Kind: UInt8, Sendable {
    case every = 0x65
    case some = 0x73
    case never = 0x6E
  }

  let benchmark: Int
  let ids: [String]
  /// In addresses and as anchors, see `ProblemAnchor`.
  let anchors: [String]
  /// Of the runs that have the benchmark.
  let cells: [Study.Cell]
  /// By problem: runs that solve it, and runs that have it.
  let solvers: [Int]
  let havers: [Int]
  /// By problem: whether any run lacks samples of it, or all of it.
  let isMissing: [Bool]
  /// The first pairs compared.
  let pairs: [ProblemPair]
  /// By run shown, then by problem: the entropy of its answers in bits; empty without answers.
  let entropies: [[Double?]]
  /// By cell: where each problem stands among the cell's; `nil` where all stand as in the list.
  private let places: [[Int]?]

  /// Runs that have columns of their own.
  static let columns = 8
  /// Pairs that have.
  private static let comparisons = 3
  /// Problems a page.
  static let page = 1000

  init(_ results: Results, benchmark b: Int) {
    let study = results.study
    let ids = study.problems(of: b)
    let cells = study.cells[b].compactMap { $0 }
    (benchmark, self.ids, self.cells) = (b, ids, cells)
    anchors = ProblemAnchor.names(ids)
    let places = Self.places(ids, cells)
    self.places = places
    func tallies(_ cell: Int) -> [Tally?] {
      ids.indices.map { Self.tally(cells[cell], places[cell], $0) }
    }
    var solvers = [Int](repeating: 0, count: ids.count)
    var havers = solvers
    var isMissing = [Bool](repeating: false, count: ids.count)
    for cell in cells.indices {
      for problem in ids.indices {
        guard let tally = Self.tally(cells[cell], places[cell], problem) else {
          isMissing[problem] = true
          continue
        }
        havers[problem] += 1
        if tally.correct > 0 { solvers[problem] += 1 }
        if tally.missing > 0 { isMissing[problem] = true }
      }
    }
    (self.solvers, self.havers, self.isMissing) = (solvers, havers, isMissing)
    // A row has so many elements: beside many runs there is room for fewer pairs.
    let room = min(Self.comparisons, 2 + Self.columns - min(cells.count, Self.columns))
    let compared = results.comparisons[b].filter { $0.paired != nil }.prefix(room)
    pairs = compared.compactMap { comparison in
      guard let baseline = cells.firstIndex(where: { $0.run == comparison.pair.baseline }),
        let candidate = cells.firstIndex(where: { $0.run == comparison.pair.candidate })
      else { return nil }
      return ProblemPair(
        comparison.pair, baseline: tallies(baseline), candidate: tallies(candidate),
        level: results.settings.level)
    }
    let entropies = parallelMap(
      min(cells.count, Self.columns), threads: results.settings.threads
    ) { Self.entropies(study, cells[$0], places[$0], count: ids.count) }
    self.entropies = entropies.allSatisfy { $0.isEmpty } ? [] : entropies
  }

  /// What a run, by its place among `cells`, did on a problem; `nil` where it lacks it.
  func tally(_ cell: Int, _ problem: Int) -> Tally? {
    Self.tally(cells[cell], places[cell], problem)
  }

  func kind(_ problem: Int) -> Kind {
    solvers[problem] == 0 ? .never : solvers[problem] == havers[problem] ? .every : .some
  }

  func count(_ kind: Kind) -> Int { ids.indices.count { self.kind($0) == kind } }

  var never: Int { solvers.count { $0 == 0 } }

  /// Runs with columns of their own.
  var shown: Range<Int> { 0..<min(cells.count, Self.columns) }

  /// The problems of each page.
  var pages: [Range<Int>] {
    stride(from: 0, to: ids.count, by: Self.page).map { $0..<min($0 + Self.page, ids.count) }
  }

  private static func tally(_ cell: Study.Cell, _ places: [Int]?, _ problem: Int) -> Tally? {
    guard let places else { return cell.problems[problem].tally }
    return places[problem] < 0 ? nil : cell.problems[places[problem]].tally
  }

  private static func places(_ ids: [String], _ cells: [Study.Cell]) -> [[Int]?] {
    cells.map { cell in
      let own = cell.problems
      if own.count == ids.count { return nil }
      // Both are in natural order: one walk finds all.
      var next = 0
      return ids.map { id in
        guard next < own.count, own[next].id == id else { return -1 }
        next += 1
        return next - 1
      }
    }
  }

  /// - Returns: Empty where no sample has an answer.
  private static func entropies(
    _ study: Study, _ cell: Study.Cell, _ places: [Int]?, count: Int
  ) -> [Double?] {
    guard study.samples.columns.contains(.answer) else { return [] }
    var known: [AnswerTally: Double] = [:]
    let own = cell.problems.map { problem -> Double? in
      var outcomes: [(answer: String?, correct: Bool)] = []
      study.eachSample(of: problem, [.answer]) { correct, values in
        // Who is right does not matter here, so that equal counts are computed once.
        if correct != nil { outcomes.append((values[0]?.text, false)) }
      }
      let tally = AnswerTally(outcomes)
      if let value = known[tally] { return value }
      guard let diversity = AnswerDiversity(tally) else { return nil }
      let value = bits(fromNats: diversity.entropy)
      known[tally] = value
      return value
    }
    guard own.contains(where: { $0 != nil }) else { return [] }
    return (0..<count).map { problem in
      guard let places else { return own[problem] }
      return places[problem] < 0 ? nil : own[places[problem]]
    }
  }
}
