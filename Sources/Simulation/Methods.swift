import Stats

// Every method a study measures: a line each.

extension Method where Data == SimulatedRun {
  package static var all: [Method] {
    [
      Method(.population, "jeffreys-dirichlet", isDefault: true) { run in
        { PassCurve(run.tallies, level: $1)!.point(at: $0).interval }
      }
    ]
  }
}

extension Method where Data == SimulatedPair {
  package static var all: [Method] {
    [
      Method(.population, "dirichlet-1/2", isDefault: true) { pair in
        { PairedDifference(pair.tallies, level: $1)!.point(at: $0).interval }
      }
    ]
  }
}
