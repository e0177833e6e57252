/// A file as the `data:` link that holds it.
enum DataLink {
  /// The shorter of the two spellings that links have: per cent signs or base64.
  static func of(_ bytes: [UInt8], path: String) -> String {
    let escaped = bytes.reduce(0) { $0 + (isPlain($1) ? 1 : 3) }
    let type = mediaType(path)
    return escaped <= (bytes.count + 2) / 3 * 4 + 7
      ? "data:\(type),\(percent(bytes, escaped))" : "data:\(type);base64,\(base64(bytes))"
  }

  private static func mediaType(_ path: String) -> String {
    switch path.split(separator: ".").last?.lowercased() {
    case "csv": "text/csv;charset=utf-8"
    case "json": "application/json"
    case "svg": "image/svg+xml"
    case "png": "image/png"
    case "jpg", "jpeg": "image/jpeg"
    case "xml": "application/xml"
    case "js": "text/javascript"
    default: "text/plain;charset=utf-8"
    }
  }

  /// What a link may hold as it is, without `'` and `&`, which HTML would have to escape.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "-._~!$()*+,;=:@/?".utf8.contains(byte)
    }
  }

  private static func percent(_ bytes: [UInt8], _ count: Int) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var result: [UInt8] = []
    result.reserveCapacity(count)
    for byte in bytes {
      if isPlain(byte) {
        result.append(byte)
      } else {
        result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func base64(_ bytes: [UInt8]) -> String {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var result: [UInt8] = []
    result.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let rest = bytes[start..<min(start + 3, bytes.count)]
      let bits = rest.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - rest.count))
      for place in 0...3 {
        result.append(
          place <= rest.count ? digits[bits >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
