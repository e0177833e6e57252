/// The samples of a study, one by one, of every row of its tally; read where they lie, so that they
/// are never held twice.
package struct SampleTable: Sendable {
  /// One sample.
  package struct Sample: Hashable, Sendable {
    /// What tells it from the others of its problem; nil where the log does not number them.
    package var index: String?
    /// nil: never scored.
    package var isCorrect: Bool?
    /// What it carries of the table's columns, in their order; nil where unknown.
    package var values: [Value?]
  }

  package enum Value: Hashable, Sendable {
    case text(String)
    case whole(Int)
    case number(Double)
  }

  /// The columns that were asked for and are known of any sample.
  package let columns: [SampleColumn]
  /// Samples in all.
  package let count: Int
  private let rows: [TallyTable.Row]
  private let contents: [LogContent]
  /// Where a row's samples lie.
  private let owners: [[Owner]]
  /// The samples of each cell of each log, as places in its store.
  private let places: [[Range<Int>]]
  private let orders: [[Int32]]
  /// What stands in the place of each name; nil leaves all as they are.
  private var mask: (@Sendable (SampleColumn, String) -> String?)?

  struct Owner: Hashable, Sendable {
    var content: Int
    var cell: Int
  }

  package init() {
    (columns, count, rows, contents, owners, places, orders) = ([], 0, [], [], [], [], [])
  }

  /// - Parameter owners: Of every row of `rows`, in their order.
  init(
    _ rows: [TallyTable.Row], _ contents: [LogContent], owners: [[Owner]],
    columns asked: Set<SampleColumn>
  ) {
    self.rows = rows
    self.contents = contents
    self.owners = owners
    var places: [[Range<Int>]] = []
    var orders: [[Int32]] = []
    for content in contents {
      let (ranges, order) = Self.byCell(content.samples, cells: content.cells.count)
      places.append(ranges)
      orders.append(order)
    }
    self.places = places
    self.orders = orders
    count = owners.joined().reduce(0) { $0 + places[$1.content][$1.cell].count }
    // A row of which no sample is at hand has no part in the table, nor does its group.
    let sampled = zip(rows, owners).filter { _, owners in
      owners.contains { !places[$0.content][$0.cell].isEmpty }
    }
    columns = SampleColumn.allCases.filter { column in
      guard asked.contains(column) else { return false }
      switch column {
      case .group: return sampled.contains { $0.0.group != nil }
      case .variant: return sampled.contains { $0.0.variant != nil }
      default: return contents.contains { $0.samples.holds(column) }
      }
    }
  }

  /// The same table with other names in the place of its own, and without what says where a sample
  /// lies: its index, its log, its byte.
  package func masked(
    _ mask: @escaping @Sendable (SampleColumn, String) -> String?
  ) -> SampleTable {
    var copy = self
    copy.mask = mask
    return copy
  }

  private func shown(_ value: Value?, _ column: SampleColumn) -> Value? {
    guard let mask, let value else { return value }
    switch value {
    case .text(let text): return mask(column, text).map { .text($0) }
    default: return column == .offset ? nil : value
    }
  }

  /// Places of a store's samples, those of a cell together, in the log's order.
  private static func byCell(
    _ store: SampleStore, cells: Int
  ) -> (ranges: [Range<Int>], order: [Int32]) {
    var ends = [Int](repeating: 0, count: cells + 1)
    for sample in 0..<store.count { ends[store.cell(sample) + 1] += 1 }
    for cell in 0..<cells { ends[cell + 1] += ends[cell] }
    var next = ends
    var order = [Int32](repeating: 0, count: store.count)
    for sample in 0..<store.count {
      order[next[store.cell(sample)]] = Int32(sample)
      next[store.cell(sample)] += 1
    }
    return ((0..<cells).map { ends[$0]..<ends[$0 + 1] }, order)
  }

  /// The samples of a row of the tally: by index in natural order, then by all they carry.
  package func samples(ofRow row: Int) -> [Sample] {
    let places = places(ofRow: row)
    let cells = cells(of: places, row: rows[row])
    return sorted(cells).map { sample(places[$0].sample, of: places[$0].content, row: rows[row]) }
  }

  /// Hands over each sample of a row of the tally: its outcome, `nil` where it was never scored, and
  /// what it carries of some columns, in their order. The samples come in no certain order; whoever
  /// adds them up must not depend on it.
  package func eachSample(
    ofRow row: Int, _ asked: [SampleColumn], _ body: (Bool?, [Value?]) -> Void
  ) {
    for owner in owners[row] {
      let content = contents[owner.content]
      let store = content.samples
      for place in places[owner.content][owner.cell] {
        let sample = Int(orders[owner.content][place])
        let outcome = store.outcome(sample)
        body(
          outcome == .missing ? nil : outcome == .correct,
          asked.map { shown(store.value(sample, $0, content.names), $0) })
      }
    }
  }

  /// Where a row's samples lie: the log, and the place in its store.
  private func places(ofRow row: Int) -> [(content: Int, sample: Int)] {
    owners[row].flatMap { owner in
      places[owner.content][owner.cell].map { (owner.content, Int(orders[owner.content][$0])) }
    }
  }

  /// Samples as text, as they stand in a file behind run, benchmark and problem.
  private func cells(of places: [(content: Int, sample: Int)], row: TallyTable.Row) -> CellRows {
    var cells = CellRows(width: 2 + columns.count)
    for (content, sample) in places { append(sample, of: contents[content], row, to: &cells) }
    return cells
  }

  private func append(
    _ sample: Int, of content: LogContent, _ row: TallyTable.Row, to cells: inout CellRows
  ) {
    let store = content.samples
    let number = store.index(sample)
    if let part = content.log.name.part, let text = content.names.text(number) {
      cells.append("\(part)/\(text)")
    } else {
      cells.append(number, of: content.names)
    }
    switch store.outcome(sample) {
    case .missing: cells.append()
    case .wrong: cells.append("0")
    case .correct: cells.append("1")
    }
    for column in columns {
      switch column {
      case .group: cells.append(row.group ?? "")
      case .variant: cells.append(row.variant ?? "")
      default:
        if column.kind == .name, let place = store.columns.firstIndex(of: column) {
          cells.append(store.name(sample, place), of: content.names)
        } else {
          cells.append(store.value(sample, column, content.names)?.text ?? "")
        }
      }
    }
  }

  private func sorted(_ cells: CellRows) -> [Int] {
    (0..<cells.count).sorted { cells.order($0, cells, $1, by: 0..<cells.width) < 0 }
  }

  private func sample(_ place: Int, of index: Int, row: TallyTable.Row) -> Sample {
    let content = contents[index]
    let store = content.samples
    let number = content.names.text(store.index(place))
    let values = columns.map { column -> Value? in
      switch column {
      case .group: return shown(row.group.map { .text($0) }, column)
      case .variant: return shown(row.variant.map { .text($0) }, column)
      default: return shown(store.value(place, column, content.names), column)
      }
    }
    let outcome = store.outcome(place)
    let part = content.log.name.part.map { "\($0)/" } ?? ""
    return Sample(
      index: mask == nil ? number.map { part + $0 } : nil,
      isCorrect: outcome == .missing ? nil : outcome == .correct, values: values)
  }

  // MARK: As a file

  /// The columns of a file of them.
  package var header: [String] {
    ["run", "benchmark", "problem", "sample", "correct"] + columns.map(\.rawValue)
  }

  /// Hands over the table as CSV, piece by piece: sorted as the tally, within a problem by sample.
  package func writeCSV<Failure: Error>(
    to body: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    var bytes = Array((header.joined(separator: ",") + "\n").utf8)
    for (place, row) in rows.enumerated() {
      let cells = cells(of: places(ofRow: place), row: row)
      var names: [UInt8] = []
      for text in [row.run, row.benchmark, row.problem] {
        CSVField.append(text, to: &names)
        names.append(0x2C)
      }
      for sample in sorted(cells) {
        bytes += names
        cells.write(sample, to: &bytes)
        bytes.append(0x0A)
      }
      if bytes.count > 1 << 18 {
        try body(bytes)
        bytes.removeAll(keepingCapacity: true)
      }
    }
    try body(bytes)
  }
}

extension SampleTable.Value {
  /// The shortest text that reads back the same.
  package var text: String {
    switch self {
    case .text(let text): text
    case .whole(let value): String(value)
    case .number(let value):
      value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
    }
  }
}

extension CellRows {
  /// Adds a name as the next cell; an empty one for none.
  fileprivate mutating func append(_ name: Name, of names: NameTable) {
    if name.isNone { return append() }
    names.withBytes(name) { append($0) }
  }
}

extension SampleStore {
  /// Whether any sample carries it.
  func holds(_ column: SampleColumn) -> Bool {
    guard let place = columns.firstIndex(of: column) else { return false }
    return (0..<count).contains { isKnown($0, place, column) }
  }

  private func isKnown(_ sample: Int, _ place: Int, _ column: SampleColumn) -> Bool {
    switch column.kind {
    case .name: !name(sample, place).isNone
    case .whole: whole(sample, place) != nil
    case .number: number(sample, place) != nil
    }
  }

  func value(_ sample: Int, _ column: SampleColumn, _ names: NameTable) -> SampleTable.Value? {
    guard let place = columns.firstIndex(of: column) else { return nil }
    switch column.kind {
    case .name: return names.text(name(sample, place)).map { .text($0) }
    case .whole: return whole(sample, place).map { .whole($0) }
    case .number: return number(sample, place).map { .number($0) }
    }
  }
}
