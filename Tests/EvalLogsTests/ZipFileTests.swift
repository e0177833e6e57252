import Foundation
import Testing

@testable import EvalLogs

@Suite struct ZipFileTests {
  private let files: [(path: String, bytes: [UInt8])] = [
    ("manifest.json", Array("{\"generator\" : \"passcurve\"}".utf8)),
    ("a/empty.txt", []), ("a/größe ✓.csv", Array(repeating: 65, count: 100_000)),
  ]

  @Test func `another reader finds every file as it was`() throws {
    let zip = try #require(ZipFile.of(files))
    let folder = FileManager.default.temporaryDirectory.appending(path: "zip-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "kit.zip")
    try Data(zip).write(to: path)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/python3")
    process.arguments = [
      "-c",
      "import sys,zipfile\nz=zipfile.ZipFile(sys.argv[1])\nassert z.testzip() is None\nfor i in z.infolist(): print(i.filename, len(z.read(i)), i.date_time[0])",
      path.path(),
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(said == "manifest.json 27 1980\na/empty.txt 0 1980\na/größe ✓.csv 100000 1980\n")
  }

  @Test func `the first is stored as it is, the others are packed`() throws {
    let zip = try #require(ZipFile.of(files))
    #expect(
      String(decoding: zip.prefix(200), as: UTF8.self).contains("\"generator\" : \"passcurve\""))
    #expect(zip.count < 3000)
    #expect(ZipFile.of(files) == zip)
  }
}
