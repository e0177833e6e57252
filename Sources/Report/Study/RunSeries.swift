import EvalLogs

/// Runs that are alike but for one setting, in the order of its values.
struct RunSeries: Sendable {
  struct Member: Sendable {
    let run: Int
    /// "step 150", "T = 0.6", "kl=0.001".
    let name: String
    /// The setting; the place in the study's order where it is no number.
    let value: Double
  }

  /// What they are all: "GRPO", or the model.
  let name: String
  /// Two at least, one a value.
  let members: [Member]

  /// What two runs must share to be steps, or temperatures, of one.
  private struct Key: Hashable {
    let model: String
    let family: String?
    let step: Int?
    let temperature: Double?
    let tags: [String]

    /// "GRPO", "GRPO (kl)".
    var name: String { tags.isEmpty ? model : "\(model) (\(tags.joined(separator: ", ")))" }
  }

  /// Trainings: the same model, algorithm and settings at two steps or more beside its start. A base model of the
  /// same family, at the same temperature where both are known, is step 0 of each.
  static func trainings(_ runs: [Study.Run]) -> [RunSeries] {
    let trained = runs.indices.filter { runs[$0].step != nil && !isStart(runs[$0]) }
    return grouped(trained) { index in
      let run = runs[index]
      return Key(
        model: subject(run), family: run.family, step: nil, temperature: run.temperature,
        tags: run.tags)
    }.compactMap { key, members in
      guard members.count > 1 else { return nil }
      let start = runs.indices.first { index in
        let run = runs[index]
        return isStart(run) && run.family == key.family
          && (run.temperature == nil || key.temperature == nil
            || run.temperature == key.temperature)
          && (run.role == .base || subject(run) == key.model)
      }
      return RunSeries(
        key.name,
        ((start.map { [($0, 0)] } ?? []) + members.map { ($0, runs[$0].step ?? 0) }).map {
          Member(run: $0.0, name: "step \(Phrase.count($0.1))", value: Double($0.1))
        })
    }
  }

  /// Sweeps: the same model, algorithm and step at two temperatures or more.
  static func temperatures(_ runs: [Study.Run]) -> [RunSeries] {
    let known = runs.indices.filter { runs[$0].temperature != nil }
    return grouped(known) { index in
      let run = runs[index]
      return Key(
        model: subject(run), family: run.family, step: run.step, temperature: nil, tags: run.tags)
    }.compactMap { key, members in
      RunSeries(
        key.name,
        members.map { index in
          let value = runs[index].temperature ?? 0
          return Member(
            run: index, name: "T\(Phrase.space)=\(Phrase.space)\(NumberText.shortest(value))",
            value: value)
        })
    }
  }

  /// Ablations: the same model, algorithm, step and temperature with tags that differ; the one
  /// without tags is "untagged".
  static func ablations(_ runs: [Study.Run]) -> [RunSeries] {
    grouped(Array(runs.indices)) { index in
      let run = runs[index]
      return Key(
        model: subject(run), family: run.family, step: run.step, temperature: run.temperature,
        tags: [])
    }.compactMap { key, members in
      guard members.contains(where: { !runs[$0].tags.isEmpty }) else { return nil }
      let names = members.map { index in
        runs[index].tags.isEmpty ? "untagged" : runs[index].tags.joined(separator: ", ")
      }
      guard Set(names).count == names.count else { return nil }
      return RunSeries(
        key.model,
        zip(members, names).enumerated().map { place, member in
          Member(run: member.0, name: member.1, value: Double(place))
        })
    }
  }

  private init?(_ name: String, _ members: [Member]) {
    let sorted = members.sorted { ($0.value, $0.run) < ($1.value, $1.run) }
    // Of several at one value there is no order.
    guard sorted.count > 1, Set(sorted.map(\.value)).count == sorted.count else { return nil }
    self.name = name
    self.members = sorted
  }

  /// What is trained or sampled: the algorithm where one is named, the base of a family, else the
  /// model without its settings, and without a step or a temperature in its name.
  static func subject(_ run: Study.Run) -> String {
    if let algorithm = run.algorithm { return algorithm }
    if run.role == .base, run.family != nil { return "base" }
    return String(run.id.prefix { $0 != "@" })
      .replacing(/[\/_-]?(?:global[_-]?)?(?:step|checkpoint|ckpt)[_-]?\d+/, with: "")
      .replacing(/[\/_-](?:t|temp|temperature)[_-]?\d+(?:\.\d+)?/, with: "")
  }

  private static func isStart(_ run: Study.Run) -> Bool {
    run.step == 0 || (run.role == .base && run.step == nil)
  }

  /// By key, in the order in which each is met first.
  private static func grouped(
    _ runs: [Int], _ key: (Int) -> Key
  ) -> [(key: Key, members: [Int])] {
    var groups: [(key: Key, members: [Int])] = []
    for run in runs {
      let own = key(run)
      if let index = groups.firstIndex(where: { $0.key == own }) {
        groups[index].members.append(run)
      } else {
        groups.append((own, [run]))
      }
    }
    return groups
  }
}
