import Glibc

@testable import EvalLogs

extension Target {
  /// Packed files: gzip, Zstandard, zip, and Inspect's `.eval`, from memory and from disk.
  static let containers = Target(name: "containers") { bytes in
    var input = Input(bytes)
    let sign = input.byte()
    if sign == UInt8(ascii: "p") { return PackingCheck.check(input.bytes) }
    let logs = Logs(bytes, isOne: true)
    guard let (path, packed) = logs.files.first else { return }
    StreamCheck.check(packed)
    logs.check()
    let again = Logs(path + ".gz", packed, logs.options)
    if sign & 16 == 0 { again.check() }
  }
}

/// The bytes of a stream do not depend on where it lies or in what portions it is read.
enum StreamCheck {
  fileprivate struct Outcome: Equatable {
    var bytes: [UInt8] = []
    var members: [String] = []
    var fault: StreamFault?
  }

  private static let path = "/dev/shm/passcurve-fuzz-\(getpid())"
  private static let limit = 1 << 20

  static func check(_ bytes: [UInt8]) {
    let location = Array(path.utf8CString)
    write(bytes, to: location)
    defer { unlink(location) }
    let isPacked =
      bytes.starts(with: [0x1F, 0x8B]) || bytes.starts(with: [0x28, 0xB5, 0x2F, 0xFD])
    for packing in isPacked ? [ByteStream.Packing.packed, .zip] : [.zip] {
      let whole = read(portion: 1 << 16) { () throws(StreamFault) in
        try ByteStream(memory: bytes, packing, limit: limit)
      }
      law(whole.bytes.count <= limit, "more than the limit: \(whole.bytes.count)")
      let disk = read(portion: 1 << 16) { () throws(StreamFault) in
        try ByteStream(file: location, packing, limit: limit)
      }
      law(whole == disk, "memory and disk differ: \(whole.summary), \(disk.summary)")
      // Small portions reach the limit a few bytes earlier or later.
      guard whole.bytes.count < 1 << 15 else { continue }
      let small = read(portion: 7) { () throws(StreamFault) in
        try ByteStream(memory: bytes, packing, limit: limit)
      }
      // Of a Zstandard frame whose checksum is wrong large portions give less.
      let isAlike =
        whole == small
        || whole.fault == small.fault && whole.fault?.code == .corruptArchive
          && bytes.first == 0x28 && small.bytes.starts(with: whole.bytes)
      law(isAlike, "portions matter: \(whole.summary), \(small.summary)")
    }
  }

  private static func write(_ bytes: [UInt8], to location: [CChar]) {
    let descriptor = open(location, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    law(descriptor >= 0, "no file in /dev/shm")
    law(Glibc.write(descriptor, bytes, bytes.count) == bytes.count, "a short write")
    close(descriptor)
  }

  private static func read(
    portion: Int, _ open: () throws(StreamFault) -> ByteStream
  ) -> Outcome {
    var outcome = Outcome()
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: portion, alignment: 1)
    defer { buffer.deallocate() }
    do throws(StreamFault) {
      let stream = try open()
      let first = try stream.nextMember()
      var member = first
      repeat {
        if let member { outcome.members.append("\(outcome.bytes.count) \(member)") }
        while true {
          let got = try stream.read(into: buffer)
          law(got <= portion, "\(got) bytes in a portion of \(portion)")
          if got == 0 { break }
          outcome.bytes += buffer[..<got]
        }
        member = first == nil ? nil : try stream.nextMember()
      } while member != nil
    } catch {
      outcome.fault = error
    }
    return outcome
  }
}

extension StreamCheck.Outcome {
  fileprivate var summary: String {
    "\(bytes.count) bytes, \(members), \(fault.map { "\($0)" } ?? "whole")"
  }
}

/// What is packed is unpacked the same.
enum PackingCheck {
  static func check(_ bytes: [UInt8]) {
    for filter in ["gzip", "zstd"] {
      guard let packed = ByteStream.packed(filter, bytes) else { fatalError("cannot pack") }
      let file = try? LogFile(path: "a.bin", rootName: "root", bytes: packed)
      var limits = ReadLimits()
      limits.document = 1 << 24
      let back = try? file.map { file throws(StreamFault) in
        try WholeBytes(file, limits: limits)
      }
      law(back.map { $0.bytes.elementsEqual(bytes) } == true, "\(filter) changes bytes")
    }
    let half = bytes.count / 2
    let files = [("one.txt", Array(bytes[..<half])), ("two/é.bin", Array(bytes[half...]))]
    guard let zip = ZipFile.of(files) else { fatalError("cannot make a zip") }
    law(zip == ZipFile.of(files), "two zips differ")
    do {
      let stream = try ByteStream(memory: zip, .zip, limit: .max)
      for (name, bytes) in files {
        same(try stream.nextMember() ?? "none", name, "a member's name")
        law(try stream.prefix(bytes.count + 1, orLineUpTo: bytes.count + 1) == bytes, name)
      }
      law(try stream.nextMember() == nil, "a member too many")
    } catch {
      fatalError("a zip of our own: \(error)")
    }
  }
}
