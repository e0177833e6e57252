import Charts

/// What a paper cites: the report, the program, where its methods come from, and the published values
/// that the study names.
struct PaperSources {
  private let edition: Edition

  init(_ edition: Edition) { self.edition = edition }

  var bibTeX: String {
    let study = edition.results.study
    let published = edition.results.settings.config.published.map(\.source)
    let named = Array(Set(published)).sorted().enumerated().map { index, source in
      "@misc{passcurve-published-\(index + 1),\n  note = {\(LaTeX.text(source))}\n}"
    }
    let parts = [Citation.bibTeX(study, edition.provenance), Self.program] + Self.methods + named
    return parts.joined(separator: "\n\n") + "\n"
  }

  private static let program = """
    @misc{passcurve,
      author  = {{passcurve contributors}},
      title   = {passcurve: pass@k from evaluation logs, with intervals},
      year    = {2026},
      version = {\(Version.current)}
    }
    """

  /// Of the estimator, of Holm's correction, and of the difference on these problems.
  private static let methods = [
    """
    @article{chen2021codex,
      author  = {Mark Chen and Jerry Tworek and Heewoo Jun and Qiming Yuan and others},
      title   = {Evaluating Large Language Models Trained on Code},
      journal = {arXiv preprint arXiv:2107.03374},
      year    = {2021}
    }
    """,
    """
    @article{holm1979,
      author  = {Sture Holm},
      title   = {A Simple Sequentially Rejective Multiple Test Procedure},
      journal = {Scandinavian Journal of Statistics},
      volume  = {6},
      number  = {2},
      pages   = {65--70},
      year    = {1979}
    }
    """,
    """
    @article{newcombe1998,
      author  = {Robert G. Newcombe},
      title   = {Interval Estimation for the Difference Between Independent Proportions: Comparison of Eleven Methods},
      journal = {Statistics in Medicine},
      volume  = {17},
      number  = {8},
      pages   = {873--890},
      year    = {1998}
    }
    """,
  ]
}
