extension Pipeline {
  /// The tables of numbers alone, in a folder that is known as ours: the next build or estimate
  /// may replace it, and no command reads it as a log.
  package static func numbers(_ edition: Edition, asJSON: Bool) -> Site {
    var site = Site()
    for table in edition.tables {
      site.add(table.name + (asJSON ? ".json" : ".csv"), asJSON ? table.json : table.csv)
    }
    let manifest = Manifest(
      fingerprint: edition.provenance.fingerprint, options: edition.provenance.options,
      inputs: edition.provenance.inputs,
      outputs: site.sorted.map {
        Manifest.File(path: $0.path, bytes: $0.bytes.count, sha256: Fingerprint.of($0.bytes))
      })
    site.add(Manifest.fileName, JSONText.encode(manifest))
    return site
  }
}
