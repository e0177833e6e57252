/// A run of the study: how the logs call it, what it can do, how it writes, and how often it was
/// sampled. Roles, sizes and dates stand in the study's passcurve.yaml.
struct DebateRun {
  let name: String
  /// Settings that its rows state, and that make it a variant of the model.
  var settings: [(name: String, value: String)] = []
  var ability = DebateAbility()
  var style = Style.base
  /// Samples a problem, by benchmark.
  var samples: [String: Int] = [:]
  /// The length of task at which it succeeds in half its attempts, in a person's minutes; nil where
  /// it was not tried on tasks.
  var horizon: Double? = nil
  /// Whether it reasons before it answers.
  var reasons = true
  /// Whether somebody looked at the reasoning of its correct samples.
  var isJudged = false
  /// Whether some of its records were lost.
  var losesRecords = false

  /// The model, apart from its settings.
  var family: String { name }

  /// Its log's name.
  var file: String {
    ([name] + settings.map { "\($0.name)-\($0.value)" }).joined(separator: "-")
  }

  /// What its every row begins with.
  var fields: [(String, String)] {
    [("run", JSON.quoted(name))] + settings.map { ($0.name, $0.value) }
  }
}

extension Style {
  static let base = Style(entropy: 0.45, surprise: 0.42, concentration: 2)
  /// RL makes answers surer and more alike, the further the more.
  static func trained(_ share: Double) -> Style {
    Style(
      tokens: 620 + 160 * share, entropy: 0.32 - 0.16 * share, surprise: 0.3 - 0.08 * share,
      concentration: 3 + 2 * share, soundness: 0.8, separation: 0.22)
  }
}

// Mean chances are those of Table 2 and 3 of Yue et al. 2025 on Omni-MATH-Train: base 9.9 %, and
// 67.2 less the gap of each algorithm.
extension DebateRun {
  static let all =
    [base] + heated + algorithms + steps + [matched] + ablations
    + [distilled, instruct, direct] + larger + older

  static let base = DebateRun(
    name: "Sim-7B", settings: [("temperature", "0.6")],
    samples: ["contest": 256, "olympiad": 64, "choice": 32], horizon: 14, isJudged: true)

  static let heated = [
    DebateRun(
      name: "Sim-7B", settings: [("temperature", "1")],
      ability: DebateAbility(flatness: 0.9, scale: 0.85),
      style: Style(tokens: 660, entropy: 0.8, surprise: 0.7, concentration: 1.6),
      samples: ["contest": 64]),
    DebateRun(
      name: "Sim-7B", settings: [("temperature", "1.2")],
      ability: DebateAbility(flatness: 0.85, scale: 0.5),
      style: Style(tokens: 720, entropy: 1.3, surprise: 1.1, concentration: 1.3),
      samples: ["contest": 64]),
  ]

  /// After 150 steps each, as GRPO's first checkpoint.
  static let algorithms = [
    ("PPO", 0.272), ("Reinforce++", 0.282), ("RLOO", 0.286), ("ReMax", 0.244), ("DAPO", 0.314),
  ].map { name, pass1 in
    DebateRun(
      name: "Sim-7B-\(name)", ability: DebateAbility(pass1: pass1, training: 0.33),
      style: .trained(0.33), samples: ["contest": 128])
  }

  static let steps = [(150, 0.261), (300, 0.336), (450, 0.425)].map { step, pass1 in
    let share = Double(step) / 450
    let isLast = step == 450
    return DebateRun(
      name: "Sim-7B-GRPO", settings: [("step", "\(step)")],
      ability: DebateAbility(pass1: pass1, training: share), style: .trained(share),
      samples: isLast ? ["contest": 256, "olympiad": 64, "choice": 32] : ["contest": 128],
      horizon: isLast ? 40 : nil, isJudged: true)
  }

  /// The last checkpoint at the temperature that brings its entropy to the base's.
  static let matched = DebateRun(
    name: "Sim-7B-GRPO", settings: [("step", "450"), ("temperature", "1.1")],
    ability: DebateAbility(pass1: 0.425, training: 1, found: 0.2, flatness: 0.95, scale: 0.93),
    style: Style(tokens: 800, entropy: 0.45, surprise: 0.4, concentration: 3, separation: 0.22),
    samples: ["contest": 64])

  /// One setting of GRPO changed at a time, after 150 steps.
  static let ablations = [
    ("kl0.001", 0.258, 0.6), ("rollouts16", 0.272, 0.28), ("rollouts32", 0.285, 0.22),
  ].map { name, pass1, training in
    DebateRun(
      name: "Sim-7B-GRPO-\(name)", ability: DebateAbility(pass1: pass1, training: training),
      style: .trained(0.33), samples: ["contest": 32])
  }

  /// Learnt from a stronger model what the base cannot do, and writes at length.
  static let distilled = DebateRun(
    name: "Sim-7B-Distilled", ability: DebateAbility(pass1: 0.47, learnt: 0.6),
    style: Style(tokens: 1_700, entropy: 0.4, surprise: 0.62, concentration: 2, soundness: 0.9),
    samples: ["contest": 128, "olympiad": 64, "choice": 32], horizon: 75, isJudged: true,
    losesRecords: true)

  static let instruct = DebateRun(
    name: "Sim-7B-Instruct", ability: DebateAbility(pass1: 0.24, training: 0.1),
    style: Style(tokens: 540, entropy: 0.3, surprise: 0.34, concentration: 2.6),
    samples: ["contest": 128, "choice": 32], horizon: 22)

  /// The base, asked for the answer alone.
  static let direct = DebateRun(
    name: "Sim-7B-Direct",
    style: Style(tokens: 12, entropy: 0.9, surprise: 0.9, concentration: 1.5),
    samples: ["contest": 32], reasons: false)

  /// A second family: a larger base, and GRPO on it.
  static let larger = [
    DebateRun(
      name: "Sim-14B", ability: DebateAbility(pass1: 0.16, learnt: 0.1),
      samples: ["contest": 64]),
    DebateRun(
      name: "Sim-14B-GRPO", ability: DebateAbility(pass1: 0.49, training: 1, learnt: 0.1),
      style: .trained(1), samples: ["contest": 64]),
  ]

  /// Smaller models of the years before, on tasks only.
  static let older = [
    DebateRun(name: "Sim-1B", horizon: 1.5), DebateRun(name: "Sim-3B", horizon: 5),
  ]
}
