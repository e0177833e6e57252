import Foundation
import Report

/// What rsvg-convert makes of an SVG, where it is installed: the card as PNG, for what links are shown
/// with hardly ever takes SVG, and figures as PDF.
enum Picture {
  /// - Returns: `nil` where there is no such program.
  static func drawing() -> (@Sendable ([UInt8]) -> [UInt8]?)? {
    guard let program else { return nil }
    return { svg in convert(svg, to: .png, ["-w", "1200", "-h", "630"], program) }
  }

  /// - Returns: `nil` where there is no such program.
  static func converter() -> VectorConverter? {
    guard let program else { return nil }
    return VectorConverter { svg, form in
      convert(svg, to: form, form == .png ? ["-z", "2"] : [], program)
    }
  }

  private static var program: String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.map { "\($0)/rsvg-convert" }
      .first { $0.hasPrefix("/") && FileManager.default.isExecutableFile(atPath: $0) }
  }

  private static func convert(
    _ svg: [UInt8], to form: VectorConverter.Form, _ arguments: [String], _ program: String
  ) -> [UInt8]? {
    let folder = FileManager.default.temporaryDirectory.appending(path: "passcurve-\(UUID())")
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
      defer { try? FileManager.default.removeItem(at: folder) }
      let (input, output) = (folder.appending(path: "in.svg"), folder.appending(path: "out"))
      try Data(svg).write(to: input)
      let process = Process()
      process.executableURL = URL(filePath: program)
      process.arguments = ["-f", form.rawValue] + arguments + ["-o", output.path(), input.path()]
      // The same bytes whenever it runs: a PDF holds the time that this says it is.
      var environment = ProcessInfo.processInfo.environment
      environment["SOURCE_DATE_EPOCH"] = "0"
      process.environment = environment
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      guard process.terminationStatus == 0 else { return nil }
      let bytes = Array(try Data(contentsOf: output))
      let start: [UInt8] = form == .png ? [0x89, 0x50, 0x4E, 0x47] : Array("%PDF".utf8)
      return bytes.starts(with: start) ? bytes : nil
    } catch {
      return nil
    }
  }
}
