import Foundation
import Testing

/// A build that is ended at any moment, as by the kernel or a lost machine.
@Suite struct KilledTests {
  let folder: Folder

  init() throws { folder = try Folder() }

  @Test func `leaves the former site or the new one, whole, and the next leaves nothing beside`()
    throws
  {
    try folder.write("former.csv", manyCounts(80, shift: 0))
    try folder.write("later.csv", manyCounts(80, shift: 4))
    try folder.make("place")
    let staging = "place/.site.passcurve-new"
    let build = [try Program.path(), "build", "--title", "t", "-o", "place/site"]
    var sites: [String: [String: [UInt8]]] = [:]
    var time = 0.0
    for input in ["later.csv", "former.csv"] {
      let start = ContinuousClock.now
      let run = try Program.command(build + [input], in: folder.path)
      #expect(run.status == 0)
      time = (ContinuousClock.now - start) / .seconds(1)
      sites[input] = try folder.everything(below: "place/site")
    }
    let former = try #require(sites["former.csv"])
    let later = try #require(sites["later.csv"])
    #expect(former != later)
    try #require(former.count > 200)

    /// When to end it: after a share of its time, or when so many files are written beside.
    enum Moment {
      case share(Double)
      case files(Int)
    }
    let moments: [Moment] = [
      .share(0.05), .share(0.4), .files(0), .files(1), .files(former.count / 3),
      .files(former.count - 3), .share(0.9), .share(0.97), .share(1),
    ]
    var leftovers = 0
    for moment in moments {
      let child = try Child(build + ["later.csv"], in: folder.path)
      switch moment {
      case .share(let share): _ = child.wait(upTo: share * time)
      case .files(let count):
        while child.wait(upTo: 0) == nil {
          guard folder.exists(staging) else { continue }
          let found = try? FileManager.default.subpathsOfDirectory(atPath: folder / staging)
          if (found?.count ?? 0) >= count { break }
        }
      }
      child.kill()
      if folder.exists(staging) { leftovers += 1 }
      let left = try folder.everything(below: "place/site")
      #expect(left == former || left == later, "\(moment)")
      let next = try Program.command(build + ["former.csv"], in: folder.path)
      #expect(next.status == 0, "\(next.errors)")
      #expect(try folder.everything(below: "place/site") == former)
      #expect(try folder.names(in: "place") == ["site"], "\(moment)")
    }
    #expect(leftovers >= 2, "no build was ended while it wrote: the test tests nothing")
  }

  /// As a build leaves it where folders cannot be exchanged in one step and it ends between two.
  @Test func `a site moved aside comes back with the next build, whatever becomes of that`() throws
  {
    try folder.write("counts.csv", manyCounts(80, shift: 0))
    #expect(try Program.run("build", "counts.csv", in: folder.path).status == 0)
    let site = try folder.everything(below: "site")
    #expect(rename(folder / "site", folder / ".site.passcurve-former") == 0)
    try folder.make(".site.passcurve-new")
    #expect(try Program.run("build", "lost.csv", in: folder.path).status == 3)
    #expect(try folder.everything(below: "site") == site)
    #expect(try folder.names() == ["counts.csv", "site"])
  }

  @Test func `two builds of one site take turns`() throws {
    try folder.write("former.csv", manyCounts(80, shift: 0))
    try folder.write("later.csv", manyCounts(80, shift: 4))
    var sites: [[String: [UInt8]]] = []
    for input in ["former.csv", "later.csv"] {
      #expect(try Program.run("build", input, "--title", "t", in: folder.path).status == 0)
      sites.append(try folder.everything(below: "site"))
    }
    let run = try Program.shell(
      """
      for i in 1 2 3; do
        "$passcurve" build former.csv --title t & a=$!
        "$passcurve" build later.csv --title t & b=$!
        wait $a || exit 1; wait $b || exit 1
      done
      """, in: folder.path, timeout: 60)
    #expect(run.status == 0, "\(run.errors)")
    #expect(sites.contains(try folder.everything(below: "site")))
    #expect(try folder.names() == ["former.csv", "later.csv", "site"])
  }
}
