import Simulation
import Testing

extension Population: CustomTestStringConvertible {
  public var testDescription: String { name }
}

extension JointPopulation: CustomTestStringConvertible {
  public var testDescription: String { name }
}
