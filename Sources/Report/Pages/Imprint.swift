/// What every page says of the site that it belongs to.
struct Imprint: Sendable {
  /// The site's.
  let title: String
  /// The first digits of the fingerprint of what it was made from.
  let fingerprint: String
}

extension Edition {
  var imprint: Imprint {
    Imprint(title: results.study.title, fingerprint: provenance.short)
  }
}
