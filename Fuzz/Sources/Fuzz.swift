import CLibFuzzer
import Glibc

/// What is fuzzed: bytes in, and laws that hold whatever they are.
struct Target: Sendable {
  let name: String
  let run: @Sendable ([UInt8]) -> Void

  static let all = [jsonLines, containers, xml, config, tables, writeups]
}

/// The target at hand, by FUZZ_TARGET.
private let chosen: Target = {
  let name = getenv("FUZZ_TARGET").map { String(cString: $0) } ?? ""
  guard let target = Target.all.first(where: { $0.name == name }) else {
    let names = Target.all.map(\.name).joined(separator: ", ")
    perror("FUZZ_TARGET is '\(name)'; it is one of \(names)")
    exit(2)
  }
  return target
}()

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ bytes: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  chosen.run(Array(UnsafeBufferPointer(start: bytes, count: size)))
  return 0
}

// What SwiftPM makes the main function of an optimised program that has neither `@main` nor
// main.swift; of others libFuzzer's own is.
@_cdecl("Fuzz_main")
public func fuzzMain(
  _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
  _ = chosen
  var (count, arguments) = (count, arguments)
  return LLVMFuzzerRunDriver(&count, &arguments) { fuzzOne($0, $1) }
}

/// Ends the run where a law does not hold.
func law(
  _ holds: Bool, _ words: @autoclosure () -> String, file: StaticString = #fileID,
  line: UInt = #line
) {
  if !holds { fatalError("broken law: \(words())", file: file, line: line) }
}

/// The same of two texts, byte by byte: strings are equal in Swift where they only look so.
func same(
  _ one: String, _ other: String, _ words: @autoclosure () -> String,
  file: StaticString = #fileID, line: UInt = #line
) {
  law(
    one.utf8.elementsEqual(other.utf8),
    "\(words()):\n\(one.debugDescription)\n\(other.debugDescription)",
    file: file, line: line)
}
