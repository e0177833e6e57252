internal import CXML

/// Is told what a page holds, piece by piece, by libxml2's HTML parser.
protocol HTMLHandler: AnyObject {
  /// - Parameter offset: Of the tag's end, in bytes.
  func start(_ name: String, _ attributes: HTMLAttributes, offset: Int, line: Int)
  func end(_ name: String, offset: Int, line: Int)
  func text(_ text: UnsafeRawBufferPointer)
  func error(_ message: String, line: Int)
}

/// The attributes of a tag; valid while it is told of.
struct HTMLAttributes: Sequence {
  fileprivate let first: UnsafePointer<UnsafePointer<CChar>?>

  struct Iterator: IteratorProtocol {
    fileprivate var place: UnsafePointer<UnsafePointer<CChar>?>

    /// An attribute's name, and its value, read only where it is asked for.
    mutating func next() -> (name: String, value: Value)? {
      guard let name = place[0] else { return nil }
      let value = place[1]
      place += 2
      return (String(cString: name), Value(text: value))
    }
  }

  struct Value {
    fileprivate let text: UnsafePointer<CChar>?
    var string: String { text.map { String(cString: $0) } ?? "" }
  }

  func makeIterator() -> Iterator { Iterator(place: first) }

  subscript(_ name: String) -> String? { first { $0.name == name }?.value.string }
}

enum HTMLEvents {
  /// Reads a whole page in UTF-8.
  static func read(_ bytes: [UInt8], into handler: some HTMLHandler) {
    let box = Box(handler)
    var table = cxml_html_handler(
      start: { context, name, attributes, offset, line in
        guard let name, let attributes else { return }
        Box.of(context).handler.start(
          String(cString: name), HTMLAttributes(first: attributes), offset: offset, line: line)
      },
      end: { context, name, offset, line in
        guard let name else { return }
        Box.of(context).handler.end(String(cString: name), offset: offset, line: line)
      },
      text: { context, text, count in
        Box.of(context).handler.text(UnsafeRawBufferPointer(start: text, count: Int(count)))
      },
      error: { context, message, line in
        guard let message else { return }
        Box.of(context).handler.error(String(cString: message), line: line)
      })
    let code = withExtendedLifetime(box) {
      cxml_html_read(bytes, bytes.count, &table, Unmanaged.passUnretained(box).toOpaque())
    }
    if code != 0 { handler.error(bytes.isEmpty ? "it is empty" : "it is too large", line: 1) }
  }

  private final class Box {
    let handler: any HTMLHandler

    init(_ handler: any HTMLHandler) { self.handler = handler }

    static func of(_ context: UnsafeMutableRawPointer?) -> Box {
      guard let context else { preconditionFailure("libxml2 lost its context") }
      return Unmanaged<Box>.fromOpaque(context).takeUnretainedValue()
    }
  }
}
