import Charts
import Foundation
import Testing

/// Every mark, axis and case of a label as the file that was looked at. `RECORD_GOLDENS=1` writes
/// the files anew, and fails, so that nobody forgets to look.
struct GoldenTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Goldens")

  private static let files: [(name: String, figure: Figure, form: GoldenFigures.Form)] =
    GoldenFigures.all.flatMap { golden in
      golden.forms.map { form in
        let ending = form == .light ? "" : ".\(form)"
        return ("\(golden.figure.id)\(ending).svg", golden.figure, form)
      }
    }

  /// One element a line, so that a difference can be read.
  private func lines(_ markup: String) -> String { markup.replacing("><", with: ">\n<") + "\n" }

  @Test(arguments: files.indices)
  func `is what was looked at`(index: Int) throws {
    let (name, figure, form) = Self.files[index]
    let text =
      switch form {
      case .light: String(decoding: figure.standalone(.light), as: UTF8.self)
      case .dark: String(decoding: figure.standalone(.dark), as: UTF8.self)
      case .inline: figure.inline
      }
    let file = Self.folder.appending(path: name)
    if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] != nil {
      try Data(lines(text).utf8).write(to: file)
      Issue.record("recorded \(name): look at it")
    } else {
      let golden = try String(contentsOf: file, encoding: .utf8)
      #expect(lines(text) == golden, "\(name)")
    }
  }

  @Test func `each file is of a figure, and each kind of mark has one`() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    #expect(names.sorted() == Self.files.map(\.name).sorted())
    let drawn = GoldenFigures.all.flatMap { $0.figure.panels.flatMap(\.marks) }
    for kind in Marks.all { #expect(drawn.contains { type(of: $0) == kind }, "\(kind)") }
  }
}
