/// Runs grouped so that two runs share a tier exactly when they cannot be told apart.
///
/// "Cannot be told apart" does not pass on: A may be like B and B like C while A is decidedly ahead
/// of C. So tiers overlap, and a run may be in several: A and B share one, B and C another. (Tiers
/// without overlap have to give up one half of the promise. Joining whatever chains together puts
/// runs that are decidedly apart in one tier; cutting the chain somewhere parts runs that nothing
/// tells apart.) This is the compact letter display of the agricultural trials, with the order's
/// positions in place of letters.
///
/// Every tier is as large as it can be: each run outside is decidedly ahead of or behind one inside.
/// Where the undecided pairs agree with the order of the runs (whoever lies between two runs that
/// cannot be told apart cannot be told from either), the tiers are stretches of the order and there
/// are no fewer that would do. Else they are found greedily, best run first, and a run may be
/// missing from a tier's middle.
///
/// Source: Piepho 2004, "An algorithm for a letter-based representation of all-pairwise
/// comparisons", for the display; the search here is its own.
package struct Tiers: Hashable, Sendable {
  /// The runs of each tier in the order given; the tier of the best run first.
  package let tiers: [[Int]]
  /// The tiers of each run, by run, ascending.
  package let memberships: [[Int]]

  /// - Parameters:
  ///   - decided: Who is decidedly ahead of whom.
  ///   - order: Every run once, the best by its estimate first; equal ones in any fixed order.
  /// - Complexity: O(*R*^2) a tier in the worst case; 0.1 s for 300 runs.
  package init(_ decided: DecidedOrder, order: [Int]) {
    precondition(
      order.sorted() == Array(0..<decided.runs),
      "the order of \(order.count) runs does not name each of \(decided.runs) once")
    let found = Search(decided, order).tiers()
    tiers = found.map { $0.map { order[$0] } }
    var memberships = [[Int]](repeating: [], count: decided.runs)
    for (index, tier) in tiers.enumerated() {
      for run in tier { memberships[run].append(index) }
    }
    self.memberships = memberships
  }

  /// Whether the two runs share a tier: whether they cannot be told apart.
  package func share(_ i: Int, _ j: Int) -> Bool {
    memberships[i].contains { memberships[j].contains($0) }
  }

  /// The letters of a run's tiers, as in the tables of the trials: "a" is the best run's tier, "ab"
  /// a run in the first two, "z" is followed by "aa".
  package func letters(of run: Int) -> String {
    let letters = memberships[run].map(Self.letter)
    return letters.joined(separator: tiers.count > 26 ? " " : "")
  }

  private static func letter(_ index: Int) -> String {
    let last = String(UnicodeScalar(UInt8(97 + index % 26)))
    return index < 26 ? last : letter(index / 26 - 1) + last
  }
}

/// The search, in positions of the order.
private struct Search {
  let runs: Int
  let words: Int
  /// Row by row, one bit a position: those that cannot be told from the row's run.
  var like: [UInt64]

  init(_ decided: DecidedOrder, _ order: [Int]) {
    runs = decided.runs
    words = decided.words
    like = [UInt64](repeating: 0, count: runs * words)
    for i in 0..<runs {
      for j in 0..<runs where i != j && decided.sign(order[i], order[j]) == 0 {
        like[i * words + j / 64] |= 1 << UInt64(j % 64)
      }
    }
  }

  /// Tiers until every undecided pair shares one, each begun with the pair, not yet together, of the
  /// best run left and the one furthest below it; then without those that are not needed.
  func tiers() -> [[Int]] {
    var open = like
    var found: [[Int]] = []
    for i in 0..<runs {
      while let j = furthest(in: open, of: i) {
        let tier = grown(from: i, j)
        for a in tier {
          for b in tier where a != b {
            open[a * words + b / 64] &= ~(1 << UInt64(b % 64))
          }
        }
        found.append(tier)
      }
      if !(0..<words).contains(where: { like[i * words + $0] != 0 }) { found.append([i]) }
    }
    return needed(found).sorted { $0.lexicographicallyPrecedes($1) }
  }

  private func furthest(in rows: [UInt64], of i: Int) -> Int? {
    for word in (0..<words).reversed() {
      let bits = rows[i * words + word]
      if bits != 0 { return word * 64 + 63 - bits.leadingZeroBitCount }
    }
    return nil
  }

  /// The pair, and in the order's turn every run that cannot be told from any member so far: those
  /// between the two first, so that a tier has no gap that it need not have.
  private func grown(from i: Int, _ j: Int) -> [Int] {
    var candidates = (0..<words).map { like[i * words + $0] & like[j * words + $0] }
    var tier = [i, j]
    let (first, last) = (min(i, j), max(i, j))
    for position in Array(first..<last) + Array(last..<runs) + Array(0..<first).reversed()
    where candidates[position / 64] >> UInt64(position % 64) & 1 == 1 {
      tier.append(position)
      for word in 0..<words { candidates[word] &= like[position * words + word] }
    }
    return tier.sorted()
  }

  /// The tiers less those of which every pair shares another as well.
  private func needed(_ found: [[Int]]) -> [[Int]] {
    var shared = [Int32](repeating: 0, count: runs * runs)
    func each(_ tier: [Int], _ body: (Int) -> Bool) -> Bool {
      tier.indices.allSatisfy { a in
        tier[(a + 1)...].allSatisfy { body(tier[a] * runs + $0) }
      }
    }
    for tier in found {
      _ = each(tier) {
        shared[$0] += 1
        return true
      }
    }
    var kept: [[Int]] = []
    for tier in found {
      if tier.count > 1 && each(tier, { shared[$0] > 1 }) {
        _ = each(tier) {
          shared[$0] -= 1
          return true
        }
      } else {
        kept.append(tier)
      }
    }
    return kept
  }
}
