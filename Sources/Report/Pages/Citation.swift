import Charts

/// How a report is cited.
enum Citation {
  static func bibTeX(_ study: Study, _ provenance: Provenance) -> String {
    var lines = ["@misc{passcurve-\(provenance.short),"]
    if !study.authors.isEmpty {
      lines.append("  author = {\(study.authors.map(LaTeX.text).joined(separator: " and "))},")
    }
    lines.append("  title  = {\(LaTeX.text(study.title))},")
    lines.append("  note   = {passcurve report \(provenance.short)}")
    lines.append("}")
    return lines.joined(separator: "\n")
  }
}
