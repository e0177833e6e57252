/// The commands and signs of formulas that stand for one thing.
enum MathSymbols {
  /// What signs of the keyboard become.
  static let signs: [Character: String] = [
    "+": "+", "-": "\u{2212}", "=": "=", "<": "<", ">": ">", "(": "(", ")": ")", "[": "[",
    "]": "]", ",": ",", ";": ";", ":": ":", "!": "!", "|": "|", "/": "/", "*": "∗", "?": "?",
    ".": ".", "~": "\u{00A0}", "−": "\u{2212}", "≤": "≤", "≥": "≥", "≠": "≠", "≈": "≈", "×": "×",
    "·": "·", "∞": "∞", "→": "→", "∈": "∈",
  ]

  /// A backslash before a sign.
  static let escaped: [Character: MathNode] = [
    ",": .space("0.167"), ":": .space("0.222"), ";": .space("0.278"), "!": .space("-0.167"),
    " ": .space("0.25"), "{": .sign("{"), "}": .sign("}"), "%": .sign("%"), "$": .sign("$"),
    "_": .sign("_"), "&": .sign("&"), "#": .sign("#"), "|": .sign("‖"),
  ]

  static let accents = [
    "hat": "^", "bar": "¯", "tilde": "~", "vec": "→", "dot": "˙", "overline": "¯",
  ]

  static let fences: Set<String> = ["lfloor", "rfloor", "lceil", "rceil", "langle", "rangle"]

  static let blackboard: [Character: String] = [
    "C": "ℂ", "E": "𝔼", "H": "ℍ", "I": "𝕀", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ",
    "1": "𝟙",
  ]

  private static let greek = [
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε",
    "zeta": "ζ", "eta": "η", "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ",
    "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ",
    "tau": "τ", "upsilon": "υ", "phi": "ϕ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
    "infty": "∞", "ell": "ℓ", "partial": "∂", "nabla": "∇", "emptyset": "∅",
  ]

  private static let capitals = [
    "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ",
    "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
  ]

  private static let relations = [
    "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠", "neq": "≠", "approx": "≈",
    "sim": "∼", "equiv": "≡", "propto": "∝", "ll": "≪", "gg": "≫", "times": "×", "cdot": "·",
    "div": "÷", "pm": "±", "mp": "∓", "in": "∈", "notin": "∉", "subset": "⊂", "subseteq": "⊆",
    "cup": "∪", "cap": "∩", "setminus": "∖", "to": "→", "rightarrow": "→", "leftarrow": "←",
    "Rightarrow": "⇒", "mapsto": "↦", "mid": "∣", "forall": "∀", "exists": "∃", "ldots": "…",
    "dots": "…", "cdots": "⋯", "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉",
    "langle": "⟨", "rangle": "⟩", "lbrace": "{", "rbrace": "}", "colon": ":", "star": "⋆",
  ]

  private static let large = [
    "sum": "∑", "prod": "∏", "bigcup": "⋃", "bigcap": "⋂", "min": "min", "max": "max",
    "lim": "lim", "sup": "sup", "inf": "inf", "Pr": "Pr",
  ]

  private static let functions = [
    "log", "ln", "exp", "sin", "cos", "tan", "arg", "det", "dim", "gcd",
  ]

  /// Commands without arguments.
  static let commands: [String: MathNode] = {
    var result: [String: MathNode] = [
      "int": .sign("∫"), "quad": .space("1"), "qquad": .space("2"),
    ]
    for (name, sign) in greek { result[name] = .identifier(sign) }
    for (name, sign) in capitals { result[name] = .upright(sign) }
    for (name, sign) in relations { result[name] = .sign(sign) }
    for (name, sign) in large { result[name] = .large(sign) }
    for name in functions { result[name] = .identifier(name) }
    return result
  }()

  static let names: [String] =
    (Array(commands.keys) + Array(accents.keys) + [
      "frac", "dfrac", "tfrac", "binom", "sqrt", "mathrm", "text", "operatorname", "mathbb",
      "left", "right",
    ]).sorted()

  /// Whether it is a word that is taken of what follows.
  static func isFunction(_ node: MathNode) -> Bool {
    switch node {
    case .identifier(let name): functions.contains(name)
    case .large(let name): name.first?.isLetter == true
    default: false
    }
  }
}
