// swift-tools-version: 6.2
import PackageDescription

/// Our own code is held to no warnings at all; what we depend on is left as its authors ship it.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "passcurve",
  products: [
    .library(name: "Charts", targets: ["Charts"]),
    .executable(name: "passcurve", targets: ["passcurve"]),
    .executable(name: "make-example-logs", targets: ["make-example-logs"]),
    .executable(name: "coverage-study", targets: ["coverage-study"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // The program: nothing but @main.
    .executableTarget(
      name: "passcurve", dependencies: ["CommandLineTool"], swiftSettings: strict),

    // passcurve -> CommandLineTool -> { Report -> { EvalLogs -> Stats, Charts }, History -> EvalLogs }
    .target(
      name: "CommandLineTool",
      dependencies: [
        "Report", "History", "EvalLogs", "Stats",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .target(
      name: "Report",
      dependencies: [
        "EvalLogs", "Charts", "Stats", "Templates", "CMarkdown", "CSystem", "CXML",
        .product(name: "Mustache", package: "swift-mustache"),
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: strict),
    .target(
      name: "EvalLogs",
      dependencies: [
        "Stats", "CJSON", "CArchive", "CUnpack", "CXML", "CCrypto", "CSQLite",
        "CSystem",
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: strict),
    // Sets of counts from night to night, in a SQLite file.
    .target(
      name: "History",
      dependencies: ["EvalLogs", "Stats", .product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: strict),
    .target(name: "Charts", dependencies: ["CXML"], swiftSettings: strict),
    .target(name: "Stats", dependencies: ["CKernels"], swiftSettings: strict),
    .target(
      name: "Templates", path: "Templates",
      resources: [
        .embedInCode("page.mustache"), .embedInCode("single.mustache"),
        .embedInCode("article.mustache"), .embedInCode("logo.mustache"),
        .embedInCode("passcurve.css"), .embedInCode("passcurve.js"), .embedInCode("figures.js"),
        .embedInCode("problems.js"), .embedInCode("report.schema.json"),
      ],
      swiftSettings: strict),

    // C, reached only through headers that show opaque handles: libxml2's own headers and
    // Foundation's do not compile together.
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .target(name: "CXML", dependencies: ["CLibXML2"]),
    .target(name: "CJSON", linkerSettings: [.linkedLibrary("simdjson")]),
    .target(name: "CArchive", linkerSettings: [.linkedLibrary("archive")]),
    .target(
      name: "CUnpack",
      linkerSettings: [.linkedLibrary("isal"), .linkedLibrary("z"), .linkedLibrary("zstd")]),
    .target(name: "CCrypto", linkerSettings: [.linkedLibrary("crypto")]),
    .target(name: "CSQLite", linkerSettings: [.linkedLibrary("sqlite3")]),
    .target(
      name: "CMarkdown",
      linkerSettings: [.linkedLibrary("cmark-gfm"), .linkedLibrary("cmark-gfm-extensions")]),
    .target(name: "CSystem"),
    .target(name: "CKernels"),

    // The seeded generator of the logs under examples/.
    .executableTarget(
      name: "make-example-logs", dependencies: ["Simulation", "Stats"], swiftSettings: strict),

    // Adds sets to a history until it is stopped: for the tests that stop it.
    .executableTarget(
      name: "history-appender", dependencies: ["History", "EvalLogs", "Stats"],
      path: "Tests/HistoryAppender", swiftSettings: strict),

    // What intervals are measured on, by the study behind docs/coverage and by the tests.
    .target(name: "Simulation", dependencies: ["Stats"], swiftSettings: strict),
    .executableTarget(
      name: "coverage-study",
      dependencies: [
        "Simulation", "Stats", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    .testTarget(
      name: "StatsTests",
      dependencies: ["Simulation", "Stats", .product(name: "BigInt", package: "BigInt")],
      swiftSettings: strict),
    .testTarget(
      name: "ChartsTests", dependencies: ["Charts"], exclude: ["Goldens"], swiftSettings: strict),
    .testTarget(
      name: "EvalLogsTests", dependencies: ["EvalLogs"],
      swiftSettings: strict),
    .testTarget(
      name: "ReportTests", dependencies: ["Report", "EvalLogs", "Charts", "Stats", "Templates"],
      swiftSettings: strict),
    .testTarget(
      name: "HistoryTests",
      dependencies: [
        "History", "EvalLogs", "Stats", "history-appender",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "CommandLineToolTests", dependencies: ["CommandLineTool", "passcurve"],
      swiftSettings: strict),
  ],
  cxxLanguageStandard: .cxx17
)
