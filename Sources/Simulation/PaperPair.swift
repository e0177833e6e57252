#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension JointPopulation {
  /// The base of `paper` on its own.
  package static let paperBase = Population(
    name: "published base", parts: [(0.8, .beta(0.39547274871203303, 2.800266634819565))])

  /// A base model and its trained one whose mean pass@1 and pass@256 are those of a published pair:
  /// 9.9 and 67.2 % for the base, 42.5 and 64.3 % after 450 steps of GRPO.
  ///
  /// A fifth of the problems are never solved by either. For the others the base's chance `p` is
  /// Beta(a, b), whose two shapes follow from its two means. The trained model's is `p^g`, but where
  /// `p` is below 0.03 the problem is lost to it with chance `h`; `g` and `h` follow from its two
  /// means. No counts were published, so the shape in between is ours: in particular the curves
  /// cross at k = 151.9 because of it.
  ///
  /// Source of the four means: Yue et al. 2025, arXiv:2504.13837, Table 2 (Omni-MATH-Train).
  package static let paper = JointPopulation(name: "published pair") { rng in
    guard rng.uniform() < 0.8 else { return (0, 0) }
    let p = rng.beta(0.39547274871203303, 2.800266634819565)
    let lost = p < 0.03 && rng.uniform() < 0.49171120536228236
    return (p, lost ? 0 : pow(p, 0.15580354468519672))
  }
}
