import Charts
import Stats

extension Trend {
  /// How the numbers were made.
  var methodsPage: Page {
    Page(
      path: "methods.html", title: "How the numbers were made",
      description: "Values, intervals, changes and groups of a history of pass@k.",
      eyebrow: { $0.element("b", text: "Methods") }, lede: "", facts: [], opening: nil,
      sections: [
        words("values", "Values", "What is shown of a night", values),
        words("search", "Changes", "How changes of level are found", search),
        words("fallen", "Causes", "Which problems fell, and what drops have in common", fallen),
        words("flips", "Flaky", "Which problems are flaky", flips),
        filesSection,
      ])
  }

  private func words(
    _ id: String, _ word: String, _ heading: String, _ paragraphs: [String]
  ) -> Section {
    Section(
      id, .words(word), heading: heading, short: word,
      body: { html in for text in paragraphs { html.paragraph(text) } })
  }

  private var values: [String] {
    let fixed = shownBenchmarks.filter { benchmarks[$0].target == .fixed }
    let others = shownBenchmarks.filter { benchmarks[$0].target == .population }
    func list(_ places: [Int]) -> String {
      let names = places.prefix(8).map { benchmarks[$0].label }
      return Phrase.list(names + (places.count > 8 ? ["others"] : []))
    }
    var lines = [
      "pass@k is the mean over problems of the unbiased estimate, each problem with equal weight. k is 1, and where every problem of every night and run has two samples or more also the largest power of two that all of them have."
    ]
    if !fixed.isEmpty {
      lines.append(
        "Intervals for these problems (\(CurveInference.fixedMethod)): \(list(fixed)). From night to night the problems stay and the samples are drawn anew, which is what such an interval is about."
      )
    }
    if !others.isEmpty {
      lines.append(
        "Intervals for problems like these (\(IntervalMethod.jeffreysDirichlet.rawValue)): \(list(others)). With one sample of a problem nothing can be said of its own spread; neighbouring nights differ by less than such intervals suggest."
      )
    }
    lines.append(
      "Where samples are missing the interval holds whatever they were, and where no value exists a hollow bar shows what is possible. Nothing is drawn for a night that was not measured."
    )
    return lines
  }

  private var search: [String] {
    [
      "Within a stretch of nights that have one problem set, for each run, benchmark and k: the place to split with the largest standardised difference of means, at least three nights on either side, nights weighted by their samples; the values are permuted within the stretch \(Phrase.count(999)) times, and where no more than \(NumberText.shortest(settings.alpha)) of the permutations have as large a difference the stretch is split there and both parts are searched in turn. Nights without a value are passed over.",
      "Without a change the chance of any in a stretch is at most \(NumberText.shortest(settings.alpha)), at any number of nights. \(Phrase.count(searches, "stretch", "stretches")) were searched, so about \(Quantity.short(Double(searches) * settings.alpha)) would show a change if nothing changed. To look again every night is to search again: over a year of looks more false changes come and go than that.",
      "A change is dated by the first night after it; with little data either side, it may have come a night or two before or after. Its levels are means and have no interval, for the data chose the place.",
      "A dip that comes back within a few nights may go unseen, and a slow drift appears as steps. Where problems are added or taken out nothing is compared across.",
      "Sources: Page 1955; Vostrikova 1981; Antoch and Hušková 2001; Besag and Clifford 1991.",
    ]
  }

  private var fallen: [String] {
    [
      "A drop is a change of level for the worse, or a night whose gate failed and on which problems of a series fell. Compared are all samples of the nights since the level before began with all of those until the next change; of a failed night, that night alone.",
      "A problem fell where its share of right samples is at least half lower, and Fisher’s exact two-sided p of the two counts is below \(NumberText.shortest(FallenProblem.alpha)). A problem that flips anyway has both outcomes among its samples before, and is called fallen only where the nights after are more than its flips explain. A drop that many problems share a little of has no fallen problem.",
      "Drops of one night are grouped by what they have in common: largely the same problems (of the fallen problems of either series at least half are in both; groups grow by links of two), one run on several benchmarks, several runs on one benchmark. Of a benchmark’s fallen problems a category is named where they are concentrated in it: Fisher’s exact p, times the number of categories, below \(NumberText.shortest(CauseGroup.alpha)). One drop may stand in several groups.",
      "What drops have in common is a candidate for their cause: a place to look first, not a finding.",
    ]
  }

  private var flips: [String] {
    [
      "A problem of a run is solved on a night where more than half of its samples are right, unsolved where fewer are; where just half are it stays what it was. Flips are counted between neighbouring nights that have the problem; at least two make it flaky.",
      "The rate is flips of pairs, with Wilson’s \(Phrase.level(settings.level)) interval, for fewer pairs than there are: neighbours share a night, so that one loss makes two flips.",
    ]
  }

  private var filesSection: Section {
    Section(
      "files", .words("Files"), heading: "The numbers as files", short: "Files",
      body: { html in
        html.links(dataTables.map { ("\($0.name).csv", html.root + "data/\($0.name).csv") })
        html.paragraph("manifest.json lists every file with its SHA-256.")
      })
  }
}
