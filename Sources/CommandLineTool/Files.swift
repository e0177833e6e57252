import EvalLogs
import Foundation
import Report

/// The config a study is run with, and the files it names.
struct ConfigFile {
  private(set) var config = Config()
  /// Ids to replace, by benchmark.
  private(set) var problemMaps: [String: [String: String]] = [:]

  /// - Parameters:
  ///   - name: As asked for; `nil` looks for passcurve.yaml in the first input, then here.
  init(named name: String?, inputs: [String]) throws(ReportError) {
    guard let path = name ?? Self.usual(inputs) else { return }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw ReportError(
        .usage, "cannot read the config \(path)", remedy: "Name a file that exists with --config.")
    }
    config = try Config(yaml: String(decoding: data, as: UTF8.self), path: path)
    for (benchmark, file) in config.problemMaps.sorted(by: { $0.key < $1.key }) {
      problemMaps[benchmark] = try Self.problemMap(Self.beside(path, file))
    }
    config.writeups.folder = config.writeups.folder.map { Self.beside(path, $0) }
    config.writeups.bibliography = config.writeups.bibliography.map { Self.beside(path, $0) }
    if let file = config.theme.logoFile {
      config.theme.logo = try Self.logo(Self.beside(path, file))
    }
  }

  private static func logo(_ path: String) throws(ReportError) -> [UInt8] {
    // No more than one byte too many, whatever the file is.
    guard let handle = FileHandle(forReadingAtPath: path),
      let data = try? handle.read(upToCount: Logo.limit + 1)
    else { throw ReportError(.usage, "cannot read the logo \(path)") }
    if let fault = Logo.fault(Array(data)) {
      throw ReportError(
        .usage, "the logo \(path) cannot be taken: \(fault)",
        remedy: "It takes an SVG of shapes, words and gradients, of at most \(Logo.limit) bytes.")
    }
    return Array(data)
  }

  private static func beside(_ config: String, _ file: String) -> String {
    let folder = (config as NSString).deletingLastPathComponent
    return file.hasPrefix("/") || folder.isEmpty ? file : folder + "/" + file
  }

  private static func usual(_ inputs: [String]) -> String? {
    usualPlaces(inputs).first { FileManager.default.fileExists(atPath: $0) }
  }

  private static func usualPlaces(_ inputs: [String]) -> [String] {
    ([inputs.first].compactMap { $0 } + ["."]).map { $0 + "/passcurve.yaml" }
  }

  /// Where a config and the files that it names lie, or would.
  static func places(named name: String?, inputs: [String]) -> [String] {
    let own = name.map { [$0] } ?? usualPlaces(inputs)
    guard let path = name ?? usual(inputs), let data = FileManager.default.contents(atPath: path),
      let config = try? Config(yaml: String(decoding: data, as: UTF8.self), path: path)
    else { return own }
    return own
      + (config.problemMaps.values.sorted()
      + [config.theme.logoFile, config.writeups.bibliography].compactMap(\.self))
      .map { beside(path, $0) }
  }

  private static func problemMap(_ path: String) throws(ReportError) -> [String: String] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw ReportError(.usage, "cannot read the problem ids in \(path)")
    }
    do {
      return try ProblemMap(csv: Array(data), path: path).ids
    } catch {
      throw ReportError(.usage, error.detail, remedy: error.remedy)
    }
  }
}

/// Files that replace the embedded ones.
enum TemplateFolder {
  static func read(_ folder: String?) throws(ReportError) -> [String: [UInt8]] {
    guard let folder else { return [:] }
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      throw ReportError(
        .usage, "cannot read the folder \(folder)", remedy: "Name one that exists with --templates."
      )
    }
    var files: [String: [UInt8]] = [:]
    for name in names.sorted() where !name.hasPrefix(".") {
      guard PageFrame.fileNames.contains(name) else {
        throw ReportError(
          .usage, "\(folder) holds \(name), which replaces nothing",
          remedy: Nearest.suggestion(for: name, among: PageFrame.fileNames)
            ?? "It may hold: \(PageFrame.fileNames.joined(separator: ", ")).")
      }
      guard let bytes = FileManager.default.contents(atPath: "\(folder)/\(name)") else {
        throw ReportError(.usage, "cannot read \(folder)/\(name)")
      }
      files[name] = Array(bytes)
    }
    if files.isEmpty {
      throw ReportError(
        .usage, "\(folder) holds none of \(PageFrame.fileNames.joined(separator: ", "))",
        remedy: "Put the files that should replace the embedded ones there, under these names.")
    }
    return files
  }
}
