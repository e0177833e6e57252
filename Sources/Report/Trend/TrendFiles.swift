import Stats

extension Trend {
  /// Every file of numbers.
  var dataTables: [DataTable] { [trendFile, changesFile, flakyFile, nightsFile, groupsFile] }

  private var trendFile: DataTable {
    DataTable(
      "trend",
      columns:
        "run,benchmark,night,k#,estimate#,lower#,upper#,level#,method,target,problems#,samples#,missing#,problems_changed,verdict,link,fingerprint,note"
    ) { row in
      for own in series {
        let benchmark = benchmarks[own.benchmark]
        let method =
          benchmark.target == .fixed
          ? CurveInference.fixedMethod : IntervalMethod.jeffreysDirichlet.rawValue
        for night in own.nights {
          let entry = history.entries[night.night]
          for point in night.points {
            row([
              runs[own.run].id, benchmark.id, entry.night.text, String(point.k),
              NumberText.optional(point.estimate), NumberText.lowerLimit(point.interval),
              NumberText.upperLimit(point.interval), NumberText.shortest(settings.level), method,
              benchmark.target.rawValue, String(night.problems), String(night.samples),
              String(night.missing), night.hasOtherProblems ? "yes" : "no", entry.verdict ?? "",
              entry.link ?? "", entry.fingerprint,
              (point.absence ?? point.intervalAbsence)?.reason ?? "",
            ])
          }
        }
      }
    }
  }

  private var changesFile: DataTable {
    DataTable(
      "changes",
      columns:
        "run,benchmark,k#,last_night_before,first_night_after,before#,after#,difference#,p_value#,nights_before#,nights_after#,link,candidates",
      rows: changes.map(changeRow))
  }

  private func changeRow(_ item: TrendChange) -> [String] {
    let own = series[item.series]
    let (found, first) = (item.change.found, item.change.after.lowerBound)
    let place = [runs[own.run].id, benchmarks[own.benchmark].id, String(item.change.k)]
    let nights = [text(ofNight: own.nights[first - 1].night), text(ofNight: item.night)]
    let levels = [
      NumberText.shortest(found.before), NumberText.shortest(found.after),
      NumberText.shortest(found.difference), NumberText.upper(found.pValue),
    ]
    let counts = [String(item.change.before.count), String(item.change.after.count)]
    let candidates = causes(of: item).map(\.plainSpaces).joined(separator: "; ")
    return place + nights + levels + counts
      + [history.entries[item.night].link ?? "", candidates]
  }

  private var flakyFile: DataTable {
    DataTable(
      "flaky",
      columns:
        "run,benchmark,problem,nights#,flips#,pairs#,rate#,lower#,upper#,level#,solved#,disagreement#",
      rows: flaky.map { item in
        [
          runs[item.run].id, benchmarks[item.benchmark].id,
          benchmarks[item.benchmark].problems[item.problem], String(item.rates.nights),
          String(item.rates.flips), String(item.rates.pairs), NumberText.optional(item.rates.rate),
          NumberText.lowerLimit(item.interval), NumberText.upperLimit(item.interval),
          NumberText.shortest(settings.level), NumberText.optional(item.rates.share),
          NumberText.optional(item.rates.disagreement),
        ]
      })
  }

  /// With the sets that are not drawn, as another of the same night was added later.
  private var nightsFile: DataTable {
    var rows: [[String]] = []
    for (night, entry) in history.entries.enumerated() {
      for other in history.others where other.night == entry.night {
        rows.append(nightRow(other, drawn: nil))
      }
      rows.append(nightRow(entry, drawn: sums(ofNight: night)))
    }
    return DataTable(
      "nights",
      columns:
        "night,name,title,verdict,link,fingerprint,drawn,series#,problems#,samples#,missing#,series_with_other_problems#",
      rows: rows)
  }

  private func nightRow(_ entry: TrendHistory.Entry, drawn sums: NightSums?) -> [String] {
    var row = [entry.night.text, entry.name ?? "", entry.title ?? "", entry.verdict ?? ""]
    row += [entry.link ?? "", entry.fingerprint, sums == nil ? "no" : "yes"]
    guard let sums else { return row + [String](repeating: "", count: 5) }
    let counts = [sums.series, sums.problems, sums.samples, sums.missing, sums.changed]
    return row + counts.map { String($0) }
  }

  /// A row a drop of a group.
  private var groupsFile: DataTable {
    var rows: [[String]] = []
    for (number, group) in groups.enumerated() {
      for drop in group.drops {
        rows.append([
          String(number + 1), text(ofNight: group.night), group.kind.word, group.kind.category,
          group.kind.pValue, runs[drop.run].id, benchmarks[drop.benchmark].id,
          drop.ks.map(String.init).joined(separator: " "), NumberText.shortest(drop.difference),
          String(drop.fallen.count),
          drop.fallen.map { benchmarks[drop.benchmark].problems[$0.problem] }
            .joined(separator: "; "),
        ])
      }
    }
    return DataTable(
      "groups",
      columns:
        "group#,night,in_common,category,p_value#,run,benchmark,k,difference#,fallen#,problems",
      rows: rows)
  }
}

extension CauseGroup.Kind {
  /// As files name it.
  var word: String {
    switch self {
    case .sameProblems: "same problems"
    case .oneRun: "one run"
    case .oneBenchmark: "one benchmark"
    case .oneCategory: "one category"
    case .alone: "none"
    }
  }

  fileprivate var category: String {
    if case .oneCategory(let name, _, _, _) = self { return name }
    return ""
  }

  fileprivate var pValue: String {
    if case .oneCategory(_, _, _, let p) = self { return NumberText.upper(p) }
    return ""
  }
}
