import Foundation
import Simulation

/// The rows as a file: one a cell.
enum CSV {
  static let columns =
    "target,method,population,P,n,k,level,datasets,coverage,se,mean_width,width_ratio,power,"
    + "missed_below,missed_above,note"

  static func text(_ rows: [CoverageRow]) -> String {
    rows.reduce(into: columns + "\n") { text, row in
      text += fields(row).map(quoted).joined(separator: ",") + "\n"
    }
  }

  private static func fields(_ row: CoverageRow) -> [String] {
    let place = [
      row.target, row.method, row.population, "\(row.problems)", "\(row.samples)", row.k,
      "\(row.level)", "\(row.datasets)",
    ]
    guard row.datasets > 0 else {
      return place + [String](repeating: "", count: 7) + ["refused in all \(row.refused)"]
    }
    return place + [
      number(row.coverage, 4), number(row.standardError, 4),
      row.hasWidth ? number(row.meanWidth, 5) : "",
      row.widthRatio.map { number($0, 3) } ?? "", number(row.power, 4),
      number(row.missedBelow, 4), number(row.missedAbove, 4),
      ([row.note] + [row.breaks ?? ""] + (row.refused > 0 ? ["refused in \(row.refused)"] : []))
        .filter { !$0.isEmpty }
        .joined(separator: "; "),
    ]
  }

  static func number(_ value: Double, _ digits: Int) -> String {
    String(format: "%.\(digits)f", value)
  }

  private static func quoted(_ field: String) -> String {
    field.contains { ",\"\n".contains($0) }
      ? "\"\(field.replacingOccurrences(of: "\"", with: "\"\""))\"" : field
  }
}
