import Charts
import Stats

extension Trend {
  /// The first page, one a benchmark, and how the numbers were made.
  var pages: [Page] { [indexPage] + shownBenchmarks.map(page(ofBenchmark:)) + [methodsPage] }

  private var eyebrow: Content {
    { html in
      html.element("b", text: "pass@k history")
      html.text(" \(Phrase.count(history.entries.count, "night"))")
    }
  }

  // MARK: The first page

  /// The finding: "31 nights; since 2026-10-12 RL is 5.2 points lower on AIME 2024; 3 of 48 series
  /// changed; 2 problems are flaky."
  var lede: String {
    var parts = [Phrase.count(history.entries.count, "night")]
    if let finding = finding(changes) { parts.append(finding) }
    if searches == 0 {
      parts.append(
        "too few to look for changes: \(SeriesTrend.shortest) of one problem set are needed")
    } else if changedSeries == 0 {
      parts.append("none of \(Phrase.count(series.count)) series changed")
    } else {
      parts.append(
        "\(Phrase.count(changedSeries)) of \(Phrase.count(series.count)) series changed")
    }
    if let last = history.entries.last, last.hasFailed {
      parts.append("the last night’s gate failed")
    }
    parts.append(flakyWords)
    return parts.joined(separator: "; ") + "."
  }

  private var flakyWords: String {
    let problems = Set(flaky.map { [$0.benchmark, $0.problem] }).count
    return problems == 0
      ? "no problem is flaky"
      : "\(Phrase.count(problems, "problem")) \(problems == 1 ? "is" : "are") flaky"
  }

  private var indexPage: Page {
    let first = history.entries.first?.night.text ?? ""
    let last = history.entries.last?.night.text ?? ""
    return Page(
      path: "index.html", title: title, description: lede, eyebrow: eyebrow, lede: lede,
      facts: [
        ("Nights", Phrase.count(history.entries.count)), ("Series", Phrase.count(series.count)),
        ("First night", first), ("Last night", last),
      ], opening: nil,
      sections: [
        changesSection("changes", changes, page: nil), overviewSection, seriesSection,
        nightsSection, causesSection, flakySection,
      ].compactMap(\.self))
  }

  private var falseAlarms: String {
    let expected = Double(searches) * settings.alpha
    return
      "Searched: \(Phrase.count(searches, "stretch", "stretches")) of nights with one problem set, each at \(NumberText.shortest(settings.alpha)): were nothing to change, about \(Quantity.short(expected)) of them would show a change all the same."
  }

  private func changesSection(
    _ id: String, _ all: [TrendChange], page: Int?
  ) -> Section? {
    let table = changeTable(page.map { "\(benchmarks[$0].slug)-levels" } ?? "changes-table", all)
    let places = Set(all.map(\.series)).count
    return Section(
      id, all.isEmpty ? .words("Changes") : .wideTable,
      heading: all.isEmpty
        ? searches == 0 ? "Too few nights to look for changes" : "No level changed"
        : "\(Phrase.count(all.count, "change")) of level in \(Phrase.count(places)) series",
      short: "Changes", tables: all.isEmpty ? [] : [table],
      body: { html in
        if all.isEmpty {
          html.paragraph(
            searches == 0
              ? "A change needs three nights of one problem set on either side."
              : "No stretch of nights has two levels that the search can tell apart.")
        } else {
          html.table(table)
        }
      },
      notes: { html in
        html.paragraph(
          lead: "Changes",
          ": binary segmentation by the largest standardised difference of means, tested by permutations, within nights of one problem set, for each run, benchmark and k. \(falseAlarms)"
        )
        if !all.isEmpty {
          html.paragraph(
            "Candidates for a cause are what drops of the same night have in common. They are not causes."
          )
        }
        html.links([("CSV", html.root + "data/changes.csv")])
      })
  }

  private var overviewSection: Section? {
    let figures = overview
    guard !figures.isEmpty else { return nil }
    return Section(
      "overview", .panels, heading: "pass@1 on every benchmark, night by night",
      short: "Overview", figures: figures, body: { $0.figures(figures) },
      notes: { html in
        html.paragraph(
          lead: "pass@1",
          ": the values alone; each benchmark’s page has them with intervals. A line ends where a night is missing or the problems are others."
            + (history.entries.count > 40 ? " Not every night is drawn." : ""))
      })
  }

  private var seriesSection: Section {
    let table = seriesTable
    return Section(
      "series", .wideTable,
      heading: "How \(Phrase.count(series.count)) series stand", short: "Series", tables: [table],
      notes: { html in
        html.paragraph("A series is a run on a benchmark. Every benchmark has a page:")
        html.links(
          shownBenchmarks.map { (benchmarks[$0].label, html.root + page(of: $0)) }
            + [("CSV", html.root + "data/trend.csv")])
      })
  }

  private var nightsSection: Section {
    let table = nightTable
    let failed = history.entries.count(where: \.hasFailed)
    let judged = history.entries.count { $0.verdict != nil }
    return Section(
      "nights", .wideTable,
      heading: judged == 0
        ? "The nights"
        : "\(Phrase.count(failed)) of \(Phrase.count(judged, "night")) with a verdict failed",
      short: "Nights", tables: [table],
      notes: { html in
        if !history.others.isEmpty {
          html.paragraph(
            "Of several sets of one night the one added last is drawn; \(Phrase.count(history.others.count, "other")) \(history.others.count == 1 ? "is" : "are") in data/nights.csv."
          )
        }
        html.links([("CSV", html.root + "data/nights.csv")])
      })
  }

  private var causesSection: Section? {
    guard !groups.isEmpty else { return nil }
    let table = groupTable
    let shared = groups.count { $0.kind != .alone }
    return Section(
      "causes", .wideTable,
      heading: shared == 0
        ? "\(Phrase.count(drops.count, "drop")), none with anything in common with another"
        : "\(Phrase.count(drops.count, "drop")), grouped by \(Phrase.count(shared, "candidate")) for a cause",
      short: "Causes", tables: [table],
      notes: { html in
        html.paragraph(
          lead: "Candidates",
          ": what the drops of one night have in common. A problem fell where its share of right samples is at least half lower from that night on than before, and Fisher’s exact p of all its samples on either side is below \(NumberText.shortest(FallenProblem.alpha)), so that a problem that flips anyway does not count."
        )
        html.paragraph(
          "The same problems: sets of fallen problems of which at least half of those in either are in both. One category: Fisher’s exact p, times the number of categories, is below \(NumberText.shortest(CauseGroup.alpha))."
        )
        html.links([("CSV", html.root + "data/groups.csv")])
      })
  }

  private var flakySection: Section {
    let table = flakyTable
    let isEmpty = flaky.isEmpty
    return Section(
      "flaky", isEmpty ? .words("Flaky") : .wideTable,
      heading: isEmpty
        ? "No problem is flaky"
        : "\(flakyWords.prefix(1).uppercased() + flakyWords.dropFirst())", short: "Flaky",
      tables: isEmpty ? [] : [table],
      body: { html in
        if isEmpty {
          html.paragraph("No problem’s verdict changed and changed back.")
        } else {
          html.table(table)
        }
      },
      notes: { html in
        html.paragraph(
          lead: "Flaky",
          ": a problem of a run whose verdict changed at least twice. A night’s verdict is solved where more than half of its samples are right, unsolved where fewer are; where just half are it stays. One that broke for good flips once and is not flaky."
        )
        html.links([("CSV", html.root + "data/flaky.csv")])
      })
  }

  // MARK: A benchmark

  private func page(ofBenchmark benchmark: Int) -> Page {
    let own = self.series(of: benchmark)
    let changes = self.changes.filter { series[$0.series].benchmark == benchmark }
    let nights = Set(own.flatMap { series[$0].nights.map(\.night) })
    let name = benchmarks[benchmark].label
    let finding =
      finding(changes)
      ?? (own.allSatisfy { series[$0].searches == 0 }
        ? "too few to look for changes" : "no level changed")
    let lede =
      "\(Phrase.count(nights.count, "night")) of \(Phrase.count(own.count, "run")); \(finding)."
    let ks = benchmarks[benchmark].ks
    return Page(
      path: page(of: benchmark), title: name, description: "\(name): \(lede)",
      eyebrow: { html in
        html.element("b", text: "Benchmark")
        html.text(" night by night")
      },
      lede: lede,
      facts: [
        ("Nights", Phrase.count(nights.count)), ("Runs", Phrase.count(own.count)),
        ("Problems", Phrase.count(benchmarks[benchmark].problems.count)),
        ("Values", Phrase.list(ks.map(Self.metric))),
      ], opening: nil,
      sections: [
        figureSection(benchmark),
        changes.isEmpty ? nil : changesSection("levels", changes, page: benchmark),
        tableSection(benchmark),
      ].compactMap(\.self))
  }

  private func figureSection(_ benchmark: Int) -> Section {
    let drawing = TrendDrawing(trend: self, benchmark: benchmark)
    let figures = drawing.figures
    let own = self.series(of: benchmark)
    let longest = own.map { series[$0].nights.count }.max() ?? 0
    let others = own.contains { series[$0].nights.contains(where: \.hasOtherProblems) }
    let isFixed = benchmarks[benchmark].target == .fixed
    return Section(
      "trend", .figure,
      heading: own.contains { !series[$0].changes.isEmpty }
        ? "\(benchmarks[benchmark].label) changed: \(Phrase.count(own.count { !series[$0].changes.isEmpty })) of \(Phrase.count(own.count, "run"))"
        : own.contains { series[$0].searches > 0 }
          ? "No level changed on \(benchmarks[benchmark].label)"
          : "Too few nights of \(benchmarks[benchmark].label) to look for changes",
      short: "Trend", figures: figures, body: { $0.figures(figures) },
      notes: { html in
        html.paragraph(
          lead: "Values by night",
          ": \(Phrase.list(benchmarks[benchmark].ks.map(Self.metric))), each with its \(Phrase.level(settings.level)) interval for \(benchmarks[benchmark].target.inWords)"
            + (isFixed
              ? " (\(CurveInference.fixedMethod))."
              : " (\(IntervalMethod.jeffreysDirichlet.rawValue)): with one sample of a problem nothing can be said of these problems’ own spread, so the interval is as wide as other problems would make it.")
        )
        html.paragraph(
          "Upright rules: a change of level, between the nights on either side; grey strokes: the means of the nights before and after. A line ends where a night is missing or more days pass than usual."
        )
        if others {
          html.paragraph(
            "Hollow: the first night of other problems. The line breaks there, and changes are looked for on either side alone."
          )
        }
        if longest > TrendDrawing.most {
          html.paragraph(
            "Of \(Phrase.count(longest, "night")) about \(Phrase.count(TrendDrawing.most)) are drawn, those at changes and gaps among them; data/trend.csv has all."
          )
        }
        if drawing.shown.count < own.count {
          html.paragraph(
            "Drawn are \(Phrase.count(drawing.shown.count)) of \(Phrase.count(own.count, "run")), those that changed or moved most; the table has all."
          )
        }
        html.links([("CSV", html.root + "data/trend.csv")])
      })
  }

  private func tableSection(_ benchmark: Int) -> Section {
    let table = nightTable(of: benchmark)
    return Section(
      "nights", .wideTable, heading: "Night by night", short: "Nights", tables: [table],
      body: { $0.folded("The values", table) },
      notes: { html in
        html.paragraph(
          "Problem set: changed where the problems are others than those of the run’s night before."
        )
        html.links([("CSV", html.root + "data/trend.csv")])
      })
  }
}
