/// The files that belong together and are read as one: mostly each a file, of some a folder's.
package struct Log: Sendable {
  /// At least one; the first is the one names and issues go by.
  package let files: [LogFile]
  /// What it is called by its place.
  package let name: LogName
  /// Earlier logs of the same thing, which this one stands for; they are said and not read.
  package let superseded: [LogFile]

  package init(files: [LogFile], name: LogName, superseded: [LogFile] = []) {
    precondition(!files.isEmpty, "a log without files")
    self.files = files
    self.name = name
    self.superseded = superseded
  }

  /// The path issues and order go by.
  package var path: String { files[0].path }
  package var size: Int { files.reduce(0) { $0 + $1.size } }

  /// The same log, whose reading is told of.
  func metered(_ meter: ReadMeter) -> Log {
    Log(files: files.map { $0.metered(meter) }, name: name, superseded: superseded)
  }
}
