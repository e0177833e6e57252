/// A report in one file: all it names is in it, or an https link.
enum SingleFileCheck {
  /// - Returns: `nil` where the file is no report of ours.
  static func outcome(_ path: String, _ bytes: [UInt8]) -> SiteCheck.Outcome? {
    let mark = "name=\"generator\" content=\"passcurve"
    guard String(decoding: bytes.prefix(4096), as: UTF8.self).contains(mark) else { return nil }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let facts = PageReader.facts(of: name, bytes)
    var findings = facts.findings
    var outside: Set<String> = []
    for (reference, line) in facts.references {
      let verdict =
        LinkCheck.checkAlone(reference, on: name, facts, allowsData: true)
        ?? .fault(.brokenLink, "\(reference.attribute)=\"\(reference.value)\" is not in the file")
      switch verdict {
      case .fine: break
      case .outside: outside.insert(reference.value)
      case .fault(let code, let detail):
        findings.append(Finding(code, name, line: line, detail))
      }
    }
    if let finding = Weights.over(name, "bytes", bytes.count, Weights.singleFile) {
      findings.append(finding)
    }
    for chart in facts.charts {
      if let finding = Weights.over(
        name, line: chart.line, "bytes of a chart", chart.bytes, Weights.chart)
      {
        findings.append(finding)
      }
    }
    return SiteCheck.Outcome(
      findings: findings.sorted(by: Finding.precedes), files: 1, bytes: bytes.count, pages: 1,
      outside: outside.sorted())
  }
}
