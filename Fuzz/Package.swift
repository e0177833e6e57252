// swift-tools-version: 6.2
import PackageDescription

// What is fuzzed is compiled here from the sources of the package around this one, which the links
// under House/ lead to: with its package access, every line watched, and no product made for it.

let swift: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .unsafeFlags(["-sanitize=fuzzer,address", "-enable-testing"]),
]
let c: [CSetting] = [
  .unsafeFlags(["-fsanitize=fuzzer-no-link,address", "-fno-omit-frame-pointer"])
]
let cxx: [CXXSetting] = [
  .unsafeFlags(["-fsanitize=fuzzer-no-link,address", "-fno-omit-frame-pointer"])
]

func shim(_ name: String, _ dependencies: [Target.Dependency] = [], links: [String] = []) -> Target
{
  .target(
    name: name, dependencies: dependencies, path: "House/\(name)", cSettings: c, cxxSettings: cxx,
    linkerSettings: links.map { .linkedLibrary($0) })
}

func house(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, path: "House/\(name)", swiftSettings: swift)
}

let package = Package(
  name: "Fuzz",
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .executableTarget(
      name: "Fuzz",
      dependencies: [
        "CLibFuzzer", "Report", "History", "EvalLogs", "Charts", "Stats",
      ],
      path: "Sources", swiftSettings: swift,
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address", "-use-ld=lld"])]),

    .target(name: "CLibFuzzer", path: "CLibFuzzer"),

    house(
      "Report",
      [
        "EvalLogs", "Charts", "Stats", "Templates", "CMarkdown", "CSystem", "CXML",
        .product(name: "Mustache", package: "swift-mustache"),
        .product(name: "Yams", package: "Yams"),
      ]),
    house(
      "EvalLogs",
      [
        "Stats", "CJSON", "CArchive", "CUnpack", "CXML", "CCrypto", "CSQLite", "CSystem",
        .product(name: "Yams", package: "Yams"),
      ]),
    house("History", ["EvalLogs", "Stats", .product(name: "GRDB", package: "GRDB.swift")]),
    house("Charts", ["CXML"]),
    house("Stats", ["CKernels"]),
    .target(
      name: "Templates", path: "House/Templates",
      resources: [
        .embedInCode("page.mustache"), .embedInCode("single.mustache"),
        .embedInCode("article.mustache"), .embedInCode("logo.mustache"),
        .embedInCode("passcurve.css"), .embedInCode("passcurve.js"), .embedInCode("figures.js"),
        .embedInCode("problems.js"), .embedInCode("report.schema.json"),
      ],
      swiftSettings: swift),

    .systemLibrary(
      name: "CLibXML2", path: "House/CLibXML2", pkgConfig: "libxml-2.0",
      providers: [.apt(["libxml2-dev"])]),
    shim("CXML", ["CLibXML2"]),
    shim("CJSON", links: ["simdjson"]),
    shim("CArchive", links: ["archive"]),
    shim("CUnpack", links: ["isal", "z", "zstd"]),
    shim("CCrypto", links: ["crypto"]),
    shim("CSQLite", links: ["sqlite3"]),
    shim("CMarkdown", links: ["cmark-gfm", "cmark-gfm-extensions"]),
    shim("CSystem"),
    shim("CKernels"),
  ],
  cxxLanguageStandard: .cxx17
)
