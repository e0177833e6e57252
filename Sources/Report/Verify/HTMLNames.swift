/// The names that pages may be made of, in lower case, as libxml2 gives them.
enum HTMLNames {
  /// Elements of HTML, SVG and MathML.
  static let elements: Set<String> = words(
    """
    a abbr address area article aside audio b base bdi bdo blockquote body br button canvas caption
    cite code col colgroup data datalist dd del details dfn dialog div dl dt em embed fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins
    kbd label legend li link main map mark menu meta meter nav noscript object ol optgroup option
    output p picture pre progress q rp rt ruby s samp script search section select slot small source
    span strong style sub summary sup table tbody td template textarea tfoot th thead time title tr
    track u ul var video wbr
    svg animate animatemotion animatetransform circle clippath defs desc ellipse feblend
    fecolormatrix fecomposite feflood fegaussianblur femerge femergenode feoffset filter
    foreignobject g image line lineargradient marker mask metadata mpath path pattern polygon
    polyline radialgradient rect set stop switch symbol text textpath tspan use view
    math annotation annotation-xml maction menclose merror mfrac mi mmultiscripts mn mo mover mpadded
    mphantom mprescripts mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr
    munder munderover none semantics
    """)

  /// Those that need not be ended, or cannot be.
  static let openEnded: Set<String> = words(
    """
    html head body li dt dd p rt rp optgroup option colgroup caption thead tbody tfoot tr td th
    area base br col embed hr img input link meta source track wbr
    """)

  private static func words(_ text: String) -> Set<String> {
    Set(text.split { $0.isWhitespace }.map(String.init))
  }
}
