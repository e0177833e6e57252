import Charts
import Stats

/// How the numbers were made: definitions as formulas, the intervals and their limits, what is
/// counted, and every input with its fingerprint.
enum MethodsPage: PageKind {
  static func pages(_ edition: Edition) -> [Page] {
    let study = edition.results.study
    return [
      Page(
        path: "methods.html", title: "Methods",
        description: "How the numbers of \(study.title) were made.",
        eyebrow: { html in
          html.element("b", text: "Methods")
          html.text(" ")
          html.element("a", [("href", "index.html")], text: study.title)
        },
        lede:
          "Every number is computed once and is the same on every page and in every file. \(edition.results.settings.method.draws ? "The bootstrap’s seed is \(edition.results.settings.resampling.seed)." : "No number needs a seed.")",
        facts: [
          ("Interval", edition.results.words.method),
          ("Differences", edition.results.words.differenceMethod),
          ("Level", Phrase.level(edition.results.settings.level)),
          ("Claims", Phrase.count(edition.results.claimCount)),
        ],
        opening: nil,
        sections: [
          estimator, intervals(edition.results), differences(edition.results), counting,
          inputs(edition),
        ])
    ]
  }

  private static let estimator = Section(
    "estimator", .words("Estimator"),
    heading: "pass@k is estimated without bias, and only for k ≤ n",
    short: "Estimator",
    body: { html in
      html.prose { html in
        html.element("p") { html in
          html.text("For a problem with ")
          html.element("i", text: "n")
          html.text(" samples of which ")
          html.element("i", text: "c")
          html.text(
            " are correct, pass@k is the chance that k samples, drawn without replacement, hold a correct one:"
          )
        }
        html.math { $0.estimator() }
        html.paragraph(
          "It is averaged over problems, each with equal weight. It exists only for k ≤ n: beyond, nothing is drawn and the files say how many problems have that many samples. It is never padded, and never set to 1."
        )
        html.paragraph(
          "Where samples are known to be missing, the value lies between two bounds: all missing ones wrong, all right. A point is shown where every problem has k samples, or where the bounds agree; else the range alone. Intervals are the hull over both."
        )
      }
    },
    notes: { html in
      html.paragraph(
        "The estimator is that of Chen et al. 2021 (arXiv:2107.03374), section 2.1. The plug-in 1 − (1 − c/n)^k is too low, by up to three points at k = n."
      )
    })

  private static func intervals(_ results: Results) -> Section {
    Section(
      "intervals", .words("Intervals"),
      heading: "Two questions: problems like these, and these problems", short: "Intervals",
      body: { html in
        html.prose { html in
          html.paragraph(
            "For problems like these, the problems are taken as a sample of a population. Their values are averaged under random weights, one share for each problem and half a share for each end of the range, 0 and 1:"
          )
          html.math { $0.dirichletMean() }
          html.paragraph(
            "The limits are the quantiles of that average. They are computed by inverting its characteristic function, so they need no random numbers and are right to 1e-9. For values that are all 0 or 1 this is the Jeffreys interval. A benchmark solved entirely, or not at all, keeps an interval of honest width."
          )
          html.math { $0.inversion() }
          html.paragraph(
            "For these problems, the problems are fixed and only their samples could have come out otherwise. The variance that samples alone give the estimate is computed from a mixture fitted to the counts of all problems, and the limits are normal ones with a correction for skewness, longer beyond 95 % (mixture-score). Where every sample is wrong, or every one right, the limits are computed directly. With one sample a problem the counts cannot tell chance from difficulty, and there is no such interval; nor is there one beyond \(Phrase.count(FixedSetCurve.largestSamples)) samples a problem."
          )
          if results.settings.method != .jeffreysDirichlet {
            html.paragraph(
              "For problems like these this report was asked for the method \(results.settings.method.rawValue) in place of the default above."
            )
          }
          html.paragraph(results.words.bands)
          html.paragraph(
            "A simultaneous band is made of intervals of one higher level, the same at every k, at which whole curves drawn by the method above stay inside as often as stated. Its draws come from a fixed stream that is part of the method."
          )
        }
      },
      notes: { html in
        html.paragraph(
          "In simulation the interval covers 92.9 to 98 % at 95 %, over 108 settings. At n = 1 or k = n, where values are 0 or 1, coverage oscillates and single unlucky rates have 87 to 89 % (the mean is above 95 %)."
        )
        html.paragraph(
          "Two bands that overlap do not mean “no difference”: look at the paired difference.")
      })
  }

  private static func differences(_ results: Results) -> Section {
    Section(
      "differences", .words("Comparisons"),
      heading: "Two runs are compared problem by problem", short: "Comparisons",
      body: { html in
        html.prose { html in
          html.paragraph(
            "On the problems both runs have, D is the candidate’s value less the baseline’s. The interval of its mean is made as above, with half a share at −1 and at +1. The p-value inverts that interval: it is below \(Phrase.threshold(results.settings.level)) exactly where the interval excludes zero."
          )
          html.math { $0.pValue() }
          html.paragraph(
            "A claim is one pair on one benchmark at the smallest or the largest common k. Verdicts and bold type follow Holm’s correction over all \(Phrase.count(results.claimCount, "claim")) of the report."
          )
          html.paragraph(
            "On these very problems, the two runs’ intervals are joined by square-and-add: pairing does not enter, for given the problems the samples of two runs are independent."
          )
          html.paragraph(
            "A crossing is searched over every integer k, by bounds that leave none out. A k is decided where the paired interval excludes zero. One decided sign before and another after make a crossing; point curves that cross where nothing is decided make a possible one. The bar on the axis is the run of undecided k around it."
          )
        }
      },
      notes: { html in
        html.paragraph(
          "In simulation over twelve joint scenarios the paired interval covers 90.4 % or more at 95 %, 97.8 % on average; it is weakest where a few percent of problems change entirely and none of them was drawn."
        )
        html.paragraph(
          "It is wider than a paired t interval where little moved. That is the price of not assuming that large changes cannot happen."
        )
      })
  }

  private static let counting = Section(
    "counting", .words("Counting"), heading: "What counts as a sample", short: "Counting",
    body: { html in
      html.prose { html in
        html.paragraph(
          "n counts the samples that the harness scored. Errors are treated as the harness itself treats them. A sample that was expected and never scored is missing: it is counted, and never as wrong. A sample found twice is counted once."
        )
        html.paragraph(
          "Lists of scores of different lengths are used as they are. Truncated answers keep the verdict of the grader and are counted apart."
        )
      }
    })

  /// What is left to say of the inputs where nothing may be told of them.
  private static func withoutInputs(_ source: Provenance) -> Section {
    Section(
      "inputs", .words("Inputs"), heading: "The report is anonymous: its inputs are left out",
      short: "Inputs",
      body: { html in
        html.prose { html in
          html.paragraph(
            "The fingerprint is the SHA-256 of the tally as it stands in data/tally.csv, with the labels of this report: whoever has the logs can build it again with the same options and labels, and compare."
          )
          html.element("p") { html in html.element("code", text: source.fingerprint) }
        }
      },
      notes: { html in
        if !source.options.isEmpty {
          html.paragraph("Options that shape the content:")
          html.definitions(source.options.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
        }
        html.links([("manifest.json", "manifest.json"), ("report.json", "report.json")])
      })
  }

  private static func inputs(_ edition: Edition) -> Section {
    let source = edition.provenance
    if source.isAnonymous { return withoutInputs(source) }
    let used = source.inputs.filter { $0.format != nil }
    let shown = source.inputs.prefix(500)
    return Section(
      "inputs", .table,
      heading:
        "\(Phrase.count(used.count, "file")) read, \(Phrase.count(source.inputs.count - used.count)) set aside",
      short: "Inputs",
      tables: [
        Table(
          "inputs-list", label: "Inputs",
          caption: source.inputs.count > shown.count
            ? "The first \(shown.count) of \(Phrase.count(source.inputs.count)); manifest.json has all."
            : "Paths below the folder given. A file set aside is of no format that is read.",
          look: .listing,
          columns: [
            .init("File"), .init("Format", isText: true), .init("Bytes"),
            .init("SHA-256", isText: true),
          ],
          rows: shown.map { input in
            [
              .words(input.path), .words(input.format ?? "set aside"), .count(input.bytes),
              input.sha256.map { .code(String($0.prefix(16))) } ?? .none("–"),
            ]
          })
      ],
      notes: { html in
        html.paragraph("The canonical tally’s SHA-256 is the report’s fingerprint.")
        html.element("p") { html in html.element("code", text: source.fingerprint) }
        if !source.options.isEmpty {
          html.paragraph("Options that shape the content:")
          html.definitions(source.options.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
        }
        html.links([("manifest.json", "manifest.json"), ("report.json", "report.json")])
      })
  }
}
