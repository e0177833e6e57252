/// A level, in the shapes that limits are computed from: outside either limit lies half of what the
/// level leaves.
package struct TailArea: Hashable, Sendable {
  /// Below the lower limit, and above the upper one. In `0..<0.5`, above 0.
  package let outside: Double
  /// The standard normal number exceeded with that chance: 1.959964 at level 0.95.
  package let z: Double

  package init(level: Double) {
    precondition(level > 0 && level < 1, "a level lies between 0 and 1, not \(level)")
    outside = (1 - level) / 2
    z = -StandardNormal.quantile(outside)
  }

  /// - Parameter z: At least 0.
  package init(z: Double) {
    precondition(z >= 0, "no tail begins at \(z)")
    self.z = z
    outside = StandardNormal.upperTail(z)
  }

  /// The level that the method was made and chosen at.
  static let usual = TailArea(level: 0.95)
}
