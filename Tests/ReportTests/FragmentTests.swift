import Foundation
import Testing

@testable import Charts
@testable import Report

@Suite struct FragmentTests {
  private static let converter = VectorConverter { svg, form in Array("\(form) \(svg.count)".utf8) }

  @Test(arguments: [1, 4, 9], [false, true])
  func `every figure and table has every form, whatever names it holds`(
    seed: Int, hostile: Bool
  ) throws {
    let exhibits = Exhibits(try RandomStudy(seed, hostile: hostile).edition())
    var options = Fragment.Options()
    options.converter = Self.converter
    for form in Fragments.all where form.takesFigures {
      for id in exhibits.figureIDs {
        do {
          #expect(try !Fragments.figure(id, form.name, of: exhibits, options).isEmpty)
        } catch {
          // Only figures of curves have that form.
          #expect(form.name == "tikz" && error.detail.contains("no pgfplots form"), "\(error)")
        }
      }
    }
    for id in exhibits.tableIDs {
      let table = try exhibits.table(id)
      for form in Fragments.all where form.takesTables {
        let text = String(
          decoding: try Fragments.table(id, form.name, of: exhibits, options), as: UTF8.self)
        if form.name == "html" { #expect(MarkupWriter.isWellFormed(Array(text.utf8)), "\(id)") }
        if form.name == "md" {
          let rows = text.split(separator: "\n").filter { $0.hasPrefix("|") }
          #expect(rows.count == table.rows.count + 2, "\(id)")
          let bars = rows.map { row in
            row.replacing("\\\\", with: "").replacing("\\|", with: "").count { $0 == "|" }
          }
          #expect(Set(bars) == [table.columns.count + 1], "\(id)")
        }
      }
    }
  }

  @Test func `a table's fragments are the files of the site`() throws {
    let edition = try RandomStudy(3).edition()
    let (exhibits, site) = (Exhibits(edition), try Pipeline.site(edition))
    for id in exhibits.tableIDs {
      for form in ["csv", "tex"] {
        let text = try Fragments.table(id, form, of: exhibits, Fragment.Options())
        #expect(text == site.files["tables/\(id).\(form)"], "\(id)")
      }
    }
    for id in exhibits.figureIDs {
      let drawing = try Fragments.figure(id, "svg", of: exhibits, Fragment.Options())
      #expect(drawing == site.files["figures/\(id).svg"], "\(id)")
    }
  }

  @Test func `siunitx's rows have as many cells as its columns`() throws {
    let edition = try edition(
      rows("base", correct: [1, 4, 6, 0], of: 8) + rows("rl", correct: [4, 6, 7, 1], of: 8))
    for table in Exhibits(edition).tables {
      let lines = table.siunitxTabular.split(separator: "\n")
      let format = try #require(lines.first)
      let columns = format.replacing(#/\[[^\]]*\]|@\{[^}]*\}/#, with: "").dropFirst(16)
        .count { "lrS".contains($0) }
      for line in lines where line.hasSuffix("\\\\") {
        let cells = line.replacing("\\&", with: "").split(
          separator: "&", omittingEmptySubsequences: false)
        let spanned = line.matches(of: #/\\multicolumn\{(\d)\}/#).compactMap { Int($0.1) }
          .reduce(0) { $0 + $1 - 1 }
        #expect(cells.count + spanned == columns, "\(table.id): \(line)")
      }
    }
  }

  @Test func `a width in mm is the drawing's own`() throws {
    let exhibits = Exhibits(
      try edition(rows("base", correct: [1, 4], of: 8) + rows("rl", correct: [4, 6], of: 8)))
    var options = Fragment.Options()
    options.millimetres = 84
    let svg = String(
      decoding: try Fragments.figure("maths-curves", "svg", of: exhibits, options), as: UTF8.self)
    #expect(svg.contains("width=\"84mm\"") && svg.contains("viewBox=\"0 0 352 "))
  }

  @Test func `an unknown id or form is answered with what there is`() throws {
    let exhibits = Exhibits(try edition(rows("base", correct: [1, 4], of: 8)))
    let options = Fragment.Options()
    let id = failure { _ = try Fragments.figure("maths-curve", "svg", of: exhibits, options) }
    #expect(id?.kind == .usage && id?.remedy?.contains("'maths-curves'") == true, "\(id as Any)")
    let form = failure { _ = try Fragments.figure("maths-curves", "csv", of: exhibits, options) }
    #expect(form?.remedy?.contains("svg, pdf") == true, "\(form as Any)")
    let pdf = failure { _ = try Fragments.figure("maths-curves", "pdf", of: exhibits, options) }
    #expect(pdf?.remedy?.contains("apt-get install librsvg2-bin") == true, "\(pdf as Any)")
  }

  @Test func `text in a pipe table stays what it is`() {
    #expect(Table.markdown(#"a\|b*_<i>`"#) == #"a\\\|b\*\_&lt;i&gt;\`"#)
    #expect(Table.markdown("two\nlines\u{202E}x") == "two linesx")
  }

  @Test func `the docs list every form, and what it is of`() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let page = try String(contentsOf: root.appending(path: "docs/paper.md"), encoding: .utf8)
    let rows = Fragments.all.map { form in
      let of = [form.takesFigures ? "figures" : nil, form.takesTables ? "tables" : nil]
      return "| `\(form.name)` | \(of.compactMap(\.self).joined(separator: ", ")) | \(form.says) |"
    }
    #expect(page.contains("|--|--|--|\n\(rows.joined(separator: "\n"))\n<!-- /forms -->"))
  }
}
