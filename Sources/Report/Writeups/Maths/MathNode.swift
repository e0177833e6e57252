import Charts

/// A formula as a value, and its MathML.
indirect enum MathNode: Sendable, Equatable {
  case identifier(String)
  /// One letter that stands upright.
  case upright(String)
  case number(String)
  case sign(String)
  /// A fence that grows with what it holds; "" for none.
  case fence(String)
  /// A sign or a word whose limits stand below and above it where there is room.
  case large(String)
  case text(String)
  case row([MathNode])
  case fraction(MathNode, MathNode, hasLine: Bool)
  case root(MathNode, index: MathNode?)
  case scripts(MathNode, below: MathNode?, above: MathNode?)
  case accent(MathNode, String)
  /// In em.
  case space(String)
}

extension MarkupWriter {
  /// A formula among words, or on lines of its own.
  mutating func math(_ nodes: [MathNode], isDisplayed: Bool) {
    if isDisplayed {
      math { html in html.nodes(nodes) }
    } else {
      element("math") { html in html.node(.row(nodes)) }
    }
  }

  private mutating func nodes(_ nodes: [MathNode]) { for node in nodes { self.node(node) } }

  private mutating func node(_ node: MathNode) {
    switch node {
    case .identifier(let name): element("mi", text: name)
    case .upright(let name): element("mi", [("mathvariant", "normal")], text: name)
    case .number(let digits): element("mn", text: digits)
    case .sign(let sign): element("mo", text: sign)
    case .fence(let sign): element("mo", [("stretchy", "true")], text: sign)
    case .large(let sign): element("mo", [("movablelimits", "true")], text: sign)
    case .text(let words): element("mtext", text: words)
    case .row(let nodes): element("mrow") { html in html.nodes(nodes) }
    case .fraction(let above, let below, let hasLine):
      element("mfrac", hasLine ? [] : [("linethickness", "0")]) { html in
        html.node(above)
        html.node(below)
      }
    case .root(let base, let index):
      guard let index else { return element("msqrt") { html in html.node(base) } }
      element("mroot") { html in
        html.node(base)
        html.node(index)
      }
    case .scripts(let base, let below, let above): scripts(base, below, above)
    case .accent(let base, let sign):
      element("mover", [("accent", "true")]) { html in
        html.node(base)
        html.element("mo", text: sign)
      }
    case .space(let width): element("mspace", [("width", "\(width)em")])
    }
  }

  private mutating func scripts(_ base: MathNode, _ below: MathNode?, _ above: MathNode?) {
    let isLarge = if case .large = base { true } else { false }
    let content: Content = { html in
      html.node(base)
      if let below { html.node(below) }
      if let above { html.node(above) }
    }
    switch (below != nil, above != nil, isLarge) {
    case (true, true, true): element("munderover", [], content)
    case (true, true, false): element("msubsup", [], content)
    case (true, false, true): element("munder", [], content)
    case (true, false, false): element("msub", [], content)
    case (false, true, true): element("mover", [], content)
    case (false, true, false): element("msup", [], content)
    case (false, false, _): node(base)
    }
  }
}
