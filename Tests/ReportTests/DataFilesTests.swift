import Foundation
import Stats
import Testing

@testable import EvalLogs
@testable import Report

struct DataFilesTests {
  /// The columns that the design promises.
  private static let columns = [
    "curves":
      "run,benchmark,metric,k,estimate,lower,upper,band_lower,band_upper,bound_lower,bound_upper,level,method,target,problems,n_min,n_max,note",
    "comparisons":
      "benchmark,baseline,candidate,metric,k,difference,lower,upper,band_lower,band_upper,level,method,target,p_value,p_adjusted,wins,ties,losses,problems,verdict,note",
    "crossovers":
      "benchmark,baseline,candidate,target,status,k,k_lower,k_upper,ahead_before,ahead_after,level,note",
    "problems": "run,benchmark,problem,n,c,k,pass_at_k",
    "tally": "run,benchmark,problem,n,c,missing,truncated,group,variant",
  ]

  @Test(arguments: columns.keys.sorted())
  func `a file's columns are those promised`(name: String) throws {
    let site = try RandomStudy(3).site()
    #expect(site.text("data/\(name).csv").prefix { $0 != "\n" } == Self.columns[name]!)
    if name != "tally" {
      let table = try #require(RandomStudy(3).edition().tables.first { $0.name == name })
      #expect(table.columns.joined(separator: ",") == Self.columns[name])
    }
  }

  @Test func `training curves are a file of their own, where there are any`() throws {
    let points = [
      TrainingPoint(run: "a,\"b\"", step: 10, metric: "reward/mean", value: -0.25),
      TrainingPoint(run: "rl", step: 2, metric: "loss", value: 3),
    ]
    let plain = Reading(rows("rl", counts: [(1, 2, 0)]))
    let reading = Reading(
      table: plain.table, issues: [], inputs: [], sources: plain.sources, training: points)
    let site = try Pipeline.site(try Pipeline.edition(reading, Settings()))
    #expect(
      site.text("data/training.csv")
        == "run,step,metric,value\n\"a,\"\"b\"\"\",10,reward/mean,-0.25\nrl,2,loss,3\n")
    #expect(site.text("index.html").contains("data/training.csv"))
    #expect(site.text("manifest.json").contains("data/training.csv"))
    let without = try Pipeline.site(try Pipeline.edition(plain, Settings()))
    #expect(!without.sorted.map(\.path).contains("data/training.csv"))
    #expect(!without.text("index.html").contains("data/training.csv"))
  }

  @Test(arguments: 0..<40) func `hostile names come back from every file as they were`(
    seed: Int
  ) throws {
    let study = RandomStudy(seed, hostile: true)
    let results = try study.results()
    let site = try study.site()
    let runs = Set(results.study.runs.map { Array($0.id.utf8) })
    let benchmarks = Set(results.study.benchmarks.map { Array($0.id.utf8) })
    let problems = Set(study.rows.map { Array($0.problem.utf8) })
    for name in [
      "curves", "comparisons", "crossovers", "problems", "quality", "histogram", "solvable-sets",
      "solvable-problems",
    ] {
      let table = try site.table(name)
      let runColumns = table.header.contains("run") ? ["run"] : ["baseline", "candidate"]
      for column in runColumns {
        #expect(table.column(column).allSatisfy { runs.contains(Array($0.utf8)) })
      }
      #expect(table.column("benchmark").allSatisfy { benchmarks.contains(Array($0.utf8)) })
      if name == "problems" || name == "solvable-problems" {
        #expect(table.column("problem").allSatisfy { problems.contains(Array($0.utf8)) })
      }
    }
    let tally = try site.table("tally")
    #expect(Set(tally.column("problem").map { Array($0.utf8) }) == problems)
  }

  @Test func `a value that does not exist is empty and its reason stands in the note`() throws {
    let asked = try settings { $0.ks = [1, 4, 8, 20] }
    let table = try site(
      rows("a", counts: [(1, 8, 0), (2, 8, 0), (0, 4, 4)]), asked
    ).table("curves").only("target", "population")
    #expect(table.column("k") == ["1", "4", "8", "20"])
    #expect(table.column("estimate").map(\.isEmpty) == [false, false, true, true])
    #expect(table.column("bound_lower").map(\.isEmpty) == [false, false, false, true])
    #expect(table.column("lower").map(\.isEmpty) == [false, false, false, true])
    #expect(table.column("note").map(\.isEmpty) == [true, true, false, false])
    #expect(table[2, "note"] == "missing samples leave a range")
    #expect(table[3, "note"] == "k > n: 0 of 3 problems have 20 samples")
    #expect(table.column("n_min") == ["4", "4", "4", "4"])
    #expect(table.column("n_max") == ["8", "8", "8", "8"])
  }

  @Test func `bounds take what is missing as wrong and as right`() throws {
    let table = try site(rows("a", counts: [(1, 3, 1), (4, 4, 0)])).table("curves")
    #expect(table[0, "bound_lower"] == "0.625" && table[0, "bound_upper"] == "0.75")
    let whole = try site(rows("a", counts: [(1, 4, 0)])).table("curves")
    #expect(whole.column("target").filter { $0 == "fixed" }.count == 3)
    #expect(whole.column("bound_lower").allSatisfy { $0.isEmpty })
  }

  @Test func `numbers of the files are those of the results`() throws {
    for seed in 0..<20 {
      let results = try RandomStudy(seed).results()
      let site = try RandomStudy(seed).site()
      let table = try site.table("curves")
      var row = 0
      for r in results.study.runs.indices {
        for b in results.study.benchmarks.indices {
          guard let curve = results.curves[b][r] else { continue }
          let shown = [curve.population, curve.fixed].filter {
            $0.absence == nil || $0.target == .population
          }
          for (target, point) in shown.flatMap({ each in each.points.map { (each.target, $0) } }) {
            #expect(table[row, "run"] == results.study.runs[r].id)
            #expect(table[row, "target"] == target.rawValue)
            #expect(Double(table[row, "estimate"]) == point.estimate)
            #expect(Double(table[row, "bound_lower"]) == point.bounds?.lowerBound)
            #expect(Double(table[row, "bound_upper"]) == point.bounds?.upperBound)
            if let interval = point.interval {
              let lower = try #require(Double(table[row, "lower"]))
              let upper = try #require(Double(table[row, "upper"]))
              #expect(lower <= interval.lower && interval.lower - lower < 1.01e-10)
              #expect(upper >= interval.upper && upper - interval.upper < 1.01e-10)
            }
            row += 1
          }
        }
      }
      #expect(row == table.rows.count)
    }
  }

  @Test(arguments: 0..<30) func `nothing is NaN, infinite or in a form not read everywhere`(
    seed: Int
  ) throws {
    let site = try RandomStudy(seed).site()
    for name in [
      "curves", "comparisons", "crossovers", "problems", "quality", "histogram", "solvable-sets",
    ] {
      let table = try site.table(name)
      for column in table.header where !Self.words.contains(column) {
        for text in table.column(column) where !text.isEmpty {
          #expect(text.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?(e-[0-9]+)?/) != nil, "\(text)")
          #expect(text != "-0")
        }
      }
    }
    let json = site.text("report.json").lowercased()
    #expect(![":nan", ",nan", "[nan", ":inf", ",inf", "-inf"].contains { json.contains($0) })
  }

  /// The columns of words; all others are of numbers.
  private static let words: Set<String> = [
    "run", "benchmark", "baseline", "candidate", "problem", "metric", "method", "target", "note",
    "status", "ahead_before", "ahead_after", "verdict", "format", "variant", "agrees", "file",
    "test",
    "null", "source", "within", "same_n", "set", "budget_status", "tiers",
  ]

  @Test(arguments: 0..<30) func `report.json holds the tables of the files, field by field`(
    seed: Int
  ) throws {
    let site = try RandomStudy(seed, hostile: seed.isMultiple(of: 2)).site()
    let json = try JSONDecoder().decode(Report.self, from: Data(site.files["report.json"]!))
    let always: Set = ["curves", "crossovers", "comparisons", "quality", "headlines"]
    #expect(always.isSubset(of: json.tables.keys))
    #expect(Set(json.tables.keys).isSubset(of: Analyses.all.flatMap { $0.files }))
    for (name, held) in json.tables {
      let table = try site.table(name)
      #expect(held.columns == table.header && held.rows.count == table.rows.count)
      for (row, fields) in held.rows.enumerated() {
        try #require(fields.count == held.columns.count)
        for (column, field) in zip(held.columns, fields) {
          let text = table[row, column]
          switch field {
          case .nothing: #expect(text.isEmpty)
          case .number(let value):
            #expect(!Self.words.contains(column) && value == Double(text), "\(column) \(text)")
          case .text(let value):
            #expect(Self.words.contains(column), "\(column)")
            #expect(Array(value.utf8) == Array(text.utf8))
          }
        }
      }
    }
    #expect(json.runs.count == Set(json.runs.map(\.id)).count)
  }

  private struct Report: Decodable {
    struct Run: Decodable { let id: String }
    enum Field: Decodable {
      case nothing
      case number(Double)
      case text(String)

      init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
          self = .nothing
        } else if let value = try? container.decode(Double.self) {
          self = .number(value)
        } else {
          self = .text(try container.decode(String.self))
        }
      }
    }
    let runs: [Run]
    struct Table: Decodable {
      let columns: [String]
      let rows: [[Field]]
    }
    let tables: [String: Table]
  }

  @Test func `each problem's pass@k is the estimator's`() throws {
    let edition = try edition(rows("a", counts: [(3, 8, 0), (0, 4, 4)]))
    let all = try #require(edition.tables.first { $0.name == "problems" }).rows
    for row in all {
      let tally = Tally(correct: Int(row[4])!, of: Int(row[3])!)
      #expect(Double(row[6]) == tally.passAt(Int(row[5])!))
    }
    #expect(all.map { $0[5] } == ["1", "2", "4", "8", "1", "2", "4", "8"])
    // A site keeps the ends of the curve.
    let kept = try Pipeline.site(edition).table("problems").rows
    #expect(kept == all.filter { ["1", "8"].contains($0[5]) })
  }

  @Test func `crossings name the runs in full, and the limits as found`() throws {
    let base = rows("org/base", correct: (0..<40).map { _ in 4 }, of: 16)
    let tuned = rows("org/tuned", correct: (0..<40).map { $0 < 24 ? 14 : 0 }, of: 16)
    let results = try results(base + tuned)
    let crossover = try #require(results.comparisons[0][0].crossover)
    #expect(crossover.status == .one)
    let table = try site(base + tuned).table("crossovers")
    #expect(table.column("target") == ["population", "fixed"])
    #expect(table.column("status") == ["one", "one"])
    #expect(table[0, "ahead_before"] == "org/tuned" && table[0, "ahead_after"] == "org/base")
    #expect(Int(table[0, "k_lower"]) == crossover.events[0].lower)
    #expect(Int(table[0, "k_upper"]) == crossover.events[0].upper)
    let k = try #require(Double(table[0, "k"]))
    #expect(abs(k - crossover.events[0].k!) <= 0.005)
  }
}
