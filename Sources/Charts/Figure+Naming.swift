extension Figure {
  /// The same figure under another id, to be drawn a second time in a page.
  package func named(_ id: String) -> Figure {
    Figure(
      id: id, title: title, description: description, size: size, x: x, panels: panels,
      plumbs: plumbs)
  }
}
