import Foundation
import Testing

@testable import Report

struct SiteWriterTests {
  private let folder: TemporaryFolder
  private let old: Site
  private let new: Site

  init() throws {
    folder = try TemporaryFolder()
    old = try site(rows("old", correct: [1, 2], of: 4))
    new = try site(rows("new", "other", correct: [3, 2], of: 4))
  }

  private var target: String { folder.path + "/site" }

  private func write(_ site: Site, to target: String? = nil, inputs: [String] = []) throws {
    try SiteWriter(target ?? self.target, inputs: inputs).write(site)
  }

  /// The error of kind `output` that a writer answers with.
  private func refusal(_ target: String, inputs: [String] = []) -> String {
    let error = failure { _ = try SiteWriter(target, inputs: inputs) }
    #expect(error?.kind == .output, "\(target) is accepted")
    #expect(error?.remedy != nil)
    return error?.description ?? ""
  }

  // MARK: Where it writes

  @Test func `a site is written into a new folder, with those above it`() throws {
    try write(old, to: target + "/deep/er")
    #expect(try folder.contents("site/deep/er") == old.files)
    #expect(try folder.names() == ["site"])
  }

  @Test func `a site is written into an empty folder and into its own`() throws {
    try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
    try write(old)
    #expect(try folder.contents("site") == old.files)
    try write(new)
    #expect(try folder.contents("site") == new.files)
    #expect(try folder.names() == ["site"])
  }

  @Test func `the same site twice is the same bytes`() throws {
    try write(old)
    let first = try folder.contents("site")
    try write(old, to: target + "/")
    #expect(try folder.contents("site") == first)
  }

  // MARK: What it refuses

  @Test func `a folder with something else in it is refused and named`() throws {
    try folder.write("site/thesis.tex")
    #expect(refusal(target).contains("thesis.tex"))
    #expect(try folder.contents() == ["site/thesis.tex": Array("text\n".utf8)])
  }

  @Test(arguments: ["note.txt", ".hidden", "data/own.csv", "benchmarks/deep/a", "index.html.bak"])
  func `a foreign file beside ours is named, and nothing changes`(name: String) throws {
    try write(old)
    try folder.write("site/" + name)
    let before = try folder.contents()
    #expect(refusal(target).contains(name))
    #expect(try folder.contents() == before)
    #expect(try folder.names() == ["site"])
  }

  @Test func `a foreign link, folder or name that is no text is not taken away`() throws {
    try write(old)
    #expect(symlink("/etc/passwd", target + "/link") == 0)
    #expect(refusal(target).contains("link"))
    #expect(unlink(target + "/link") == 0)
    #expect(mkdir(target + "/mine", 0o777) == 0)
    #expect(refusal(target).contains("mine"))
    #expect(rmdir(target + "/mine") == 0)
    let name = Array((target + "/caf").utf8CString.dropLast()) + [CChar(bitPattern: 0xE9), 0]
    let descriptor = open(name, O_CREAT | O_WRONLY, 0o666)
    #expect(descriptor >= 0)
    close(descriptor)
    _ = refusal(target)
    #expect(unlink(name) == 0)
    try write(new)
  }

  @Test func `what is put into the folder during the work is not taken away`() throws {
    try write(old)
    let writer = try SiteWriter(target, inputs: [])
    try folder.write("site/note.txt")
    let before = try folder.contents()
    #expect(failure { try writer.write(new) }?.kind == .output)
    #expect(try folder.contents() == before)
    #expect(try folder.names() == ["site"])
  }

  @Test func `a file is no folder`() throws {
    try folder.write("site")
    #expect(refusal(target).contains("not a folder"))
    #expect(refusal(target + "/below").contains("site"))
    #expect(failure { _ = try SiteWriter("", inputs: []) }?.kind == .output)
  }

  @Test func `an input, what holds one and what leads to one are refused`() throws {
    try folder.write("runs/a/log.jsonl")
    let runs = folder.path + "/runs"
    #expect(symlink(runs, folder.path + "/link") == 0)
    let before = try folder.contents()
    for target in [
      runs, runs + "/", runs + "/.", runs + "/a/..", folder.path + "/link", folder.path,
      folder.path + "/none/../runs", folder.path + "/none/./../runs", "/",
    ] {
      _ = refusal(target, inputs: [runs])
      _ = refusal(target, inputs: [folder.path + "/link"])
    }
    #expect(refusal(runs, inputs: [runs + "/a/log.jsonl"]).contains("holds the input"))
    #expect(try folder.contents() == before)
    // Within an input is no harm: discovery knows our folders.
    try write(old, to: runs + "/site", inputs: [runs])
  }

  @Test func `a path through a folder that does not exist leads where its name says`() throws {
    try write(old, to: folder.path + "/none/../site")
    #expect(try folder.names() == ["site"])
    #expect(try folder.contents("site") == old.files)
  }

  // MARK: What goes wrong

  @Test func `a site that cannot be written leaves the former as it was`() throws {
    try write(old)
    for path in ["index.html/below.html", String(repeating: "x", count: 300) + ".html"] {
      var bad = new
      bad.add(path, "text")
      let error = failure { try write(bad) }
      #expect(error?.kind == .output)
      #expect(error?.detail.contains("cannot") == true)
      #expect(try folder.contents("site") == old.files)
      #expect(try folder.names() == ["site"])
    }
  }

  @Test func `a full disk leaves the former site as it was`() throws {
    let place = folder.path + "/disk"
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    guard
      try run("/usr/bin/env", ["mount", "-t", "tmpfs", "-o", "size=700k", "none", place]).0 == 0
    else {
      print("not checked: a full disk. Only root may mount a small one; run `sudo make test`.")
      return
    }
    defer { _ = try? run("/usr/bin/env", ["umount", place]) }
    try write(old, to: place + "/site")
    var large = new
    large.add("large.bin", [UInt8](repeating: 7, count: 1_000_000))
    let error = failure { try write(large, to: place + "/site") }
    #expect(error?.kind == .output)
    #expect(error?.detail.contains("No space left") == true)
    #expect(try folder.contents("disk/site") == old.files)
    #expect(try FileManager.default.contentsOfDirectory(atPath: place) == ["site"])
  }

  @Test func `what a killed build left beside the site is cleared away`() throws {
    try write(old)
    try folder.write(".site.passcurve-new/index.html")
    try folder.write(".site.passcurve-former/index.html")
    try folder.write(".other.passcurve-new/index.html")
    try write(new)
    #expect(try folder.contents("site") == new.files)
    #expect(try folder.names() == [".other.passcurve-new", "site"])
  }

  @Test func `a site cut between two renames is put back by the next build`() throws {
    try write(old)
    #expect(rename(target, folder.path + "/.site.passcurve-former") == 0)
    try folder.write(".site.passcurve-new/index.html")
    _ = try SiteWriter(target, inputs: [])
    #expect(try folder.contents("site") == old.files)
    #expect(try folder.names() == ["site"])
  }

  @Test(arguments: ["site", "new/folders/site"])
  func `builds at the same time all succeed and one whole site is left`(name: String) async throws {
    let target = folder.path + "/" + name
    for _ in 0..<6 {
      await withTaskGroup(of: ReportError?.self) { group in
        for index in 0..<8 {
          let site = index.isMultiple(of: 2) ? old : new
          group.addTask {
            failure { try SiteWriter(target, inputs: []).write(site) }
          }
        }
        for await error in group { #expect(error == nil, "\(error?.description ?? "")") }
      }
      let left = try folder.contents(name)
      #expect(left == old.files || left == new.files)
    }
    #expect(try folder.names() == [name.split(separator: "/").first.map(String.init)])
  }

  // MARK: The manifest

  @Test func `the manifest lists every file with its size and SHA-256`() throws {
    struct Listed: Decodable {
      struct File: Decodable {
        let path: String
        let bytes: Int
        let sha256: String
      }
      let generator: String
      let outputs: [File]
    }
    try write(old)
    let manifest = try JSONDecoder().decode(
      Listed.self, from: Data(contentsOf: URL(filePath: target + "/manifest.json")))
    #expect(manifest.generator.hasPrefix("passcurve "))
    #expect(Set(manifest.outputs.map(\.path) + ["manifest.json"]) == Set(old.files.keys))
    let paths = manifest.outputs.map { "\(target)/\($0.path)" }
    let sums = try run("/usr/bin/sha256sum", paths).1.split(separator: "\n").map {
      String($0.prefix(64))
    }
    #expect(manifest.outputs.map(\.sha256) == sums)
    #expect(manifest.outputs.map(\.bytes) == manifest.outputs.map { old.files[$0.path]!.count })
  }

  private func run(_ program: String, _ arguments: [String]) throws -> (Int32, String) {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }
}
