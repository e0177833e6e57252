import Stats

// Every method a study measures: an entry each. What a command's option offers is here by the list
// the option is made of.

/// Enough draws for coverage; reports draw more.
private let resampling = Resampling(replicates: 2_000)

extension Method where Data == SimulatedRun {
  package static var all: [Method] {
    IntervalMethod.allCases.map { method in
      let isDefault = method == .jeffreysDirichlet
      return Method(
        .population, method.rawValue, isDefault: isDefault,
        levels: isDefault ? allLevels : [0.95], oneIn: isDefault ? 1 : method.draws ? 4 : 2
      ) { run in
        let curve = Shared.perLevel(isDefault ? allLevels : [0.95]) {
          PassCurve(run.tallies, level: $0, method: method, resampling: resampling)!
        }
        return { curve($1).point(at: $0).interval }
      }
    } + [
      Method(.fixed, "mixture-score", isDefault: true, levels: allLevels) { run in
        let curve = FixedSetCurve(run.tallies, tables: Shared.tables(run.tallies))!
        return { curve.point(at: $0, level: $1).interval }
      },
      Method(band: .population, "band", isDefault: true, oneIn: 4) { run, ks in
        PassCurve(run.tallies)!.band(at: ks, draws: Shared.draws(run.tallies.count))
      },
      Method(band: .fixed, "band", isDefault: true, oneIn: 4) { run, ks in
        FixedSetCurve(run.tallies, tables: Shared.tables(run.tallies))!.band(at: ks)
      },
    ]
  }
}

extension Method where Data == SimulatedPair {
  package static var all: [Method] {
    DifferenceMethod.allCases.map { method in
      let isDefault = method == .dirichletHalf
      return Method(
        .population, method.rawValue, isDefault: isDefault,
        levels: isDefault ? allLevels : [0.95], oneIn: isDefault ? 1 : method.draws ? 4 : 2
      ) { pair in
        let difference = Shared.perLevel(isDefault ? allLevels : [0.95]) {
          PairedDifference(pair.tallies, level: $0, method: method, resampling: resampling)!
        }
        return { difference($1).point(at: $0).interval }
      }
    } + [
      Method(.population, "newcombe (n = 1)") { pair in
        let difference = PairedDifference(pair.tallies)!
        return { difference.table(at: $0)?.newcombe(level: $1) }
      },
      Method(.population, "agresti-min (n = 1)") { pair in
        let difference = PairedDifference(pair.tallies)!
        return { difference.table(at: $0)?.agrestiMin(level: $1) }
      },
      Method(.fixed, "square-and-add", isDefault: true, levels: allLevels) { pair in
        let tables = Shared.tables(pair.tallies.flatMap { [$0.baseline, $0.candidate] })
        let baseline = FixedSetCurve(pair.tallies.map(\.baseline), tables: tables)!
        let candidate = FixedSetCurve(pair.tallies.map(\.candidate), tables: tables)!
        let difference = Shared.perLevel(allLevels) {
          FixedSetDifference(pair.tallies, baseline: baseline, candidate: candidate, level: $0)!
        }
        return { difference($1).point(at: $0).interval }
      },
      Method(band: .population, "band", isDefault: true, oneIn: 4) { pair, ks in
        PairedDifference(pair.tallies)!.band(at: ks, draws: Shared.draws(pair.tallies.count))
      },
      Method(band: .fixed, "band", isDefault: true, oneIn: 4) { pair, ks in
        let tables = Shared.tables(pair.tallies.flatMap { [$0.baseline, $0.candidate] })
        return FixedSetDifference(pair.tallies, tables: tables)!.band(at: ks)
      },
    ]
  }
}
