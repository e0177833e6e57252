import Charts
import Testing

@testable import EvalLogs
@testable import Report

/// Plain rows read as from a file, with what each sample carries.
struct SampledRows {
  private let columns: [String]
  private var lines: [[String]] = []

  /// - Parameter more: Columns beside run, benchmark, problem, sample and correct.
  init(_ more: String...) { columns = ["run", "benchmark", "problem", "sample", "correct"] + more }

  /// One problem's samples, each its verdict and what else it carries.
  mutating func add(
    _ run: String, _ benchmark: String = "maths", problem: String, _ samples: [[String]]
  ) {
    for (index, sample) in samples.enumerated() {
      lines.append([run, benchmark, problem, String(index)] + sample)
    }
  }

  func reading() throws -> Reading {
    let asked = Set(SampleColumn.allCases).subtracting([.file, .offset])
    let text = ([columns] + lines).map { line in
      line.map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: ",")
    }.joined(separator: "\n")
    let options = ReadOptions(samples: asked)
    let file = EvalLogs.ClaimedFile(
      claiming: try LogFile(path: "rows.csv", rootName: "root", bytes: Array(text.utf8)),
      columns: options.columns)
    return EvalLogs.read([file], options: options)
  }

  func results(_ settings: Settings = Settings()) throws -> Results {
    Results(try Study(reading(), settings), settings)
  }

  func site(_ settings: Settings = Settings()) throws -> Site {
    try Pipeline.site(try Pipeline.edition(reading(), settings))
  }
}

extension Section {
  /// All its words and markup, with plain spaces.
  var markup: String {
    MarkupWriter.fragment { html in
      body(&html)
      notes?(&html)
      after?(&html)
    }.replacing("\u{A0}", with: " ")
  }
}

extension Site {
  /// What would run, or leave, if a text were taken for markup.
  func checkMarkup() {
    for path in pages {
      let page = HTMLPage(files[path]!)
      #expect(page.faults.isEmpty, "\(path): \(page.faults.prefix(4))")
      let scripts = page.all("script")
      #expect(scripts.allSatisfy { $0["src"]?.hasSuffix(".js") == true && $0.text.isEmpty })
      #expect(page.all("img").isEmpty)
      for element in page.elements {
        #expect(element.attributes.allSatisfy { !$0.name.hasPrefix("on") })
      }
    }
  }
}
