import Foundation

/// The card as PNG, drawn by rsvg-convert where it is installed: what links are shown with hardly
/// ever takes SVG.
enum Picture {
  /// - Returns: `nil` where there is no such program.
  static func drawing() -> (@Sendable ([UInt8]) -> [UInt8]?)? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let program = folders.map { "\($0)/rsvg-convert" }
      .first { $0.hasPrefix("/") && FileManager.default.isExecutableFile(atPath: $0) }
    guard let program else { return nil }
    return { svg in draw(svg, program) }
  }

  private static func draw(_ svg: [UInt8], _ program: String) -> [UInt8]? {
    let folder = FileManager.default.temporaryDirectory.appending(path: "passcurve-\(UUID())")
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
      defer { try? FileManager.default.removeItem(at: folder) }
      let (input, output) = (folder.appending(path: "card.svg"), folder.appending(path: "card.png"))
      try Data(svg).write(to: input)
      let process = Process()
      process.executableURL = URL(filePath: program)
      process.arguments = ["-w", "1200", "-h", "630", "-o", output.path(), input.path()]
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      guard process.terminationStatus == 0 else { return nil }
      let png = Array(try Data(contentsOf: output))
      return png.starts(with: [0x89, 0x50, 0x4E, 0x47]) ? png : nil
    } catch {
      return nil
    }
  }
}
