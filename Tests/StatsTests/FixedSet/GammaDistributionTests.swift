import Stats
import Testing

struct GammaDistributionTests {
  /// A whole shape: the chance of fewer than that many events, a sum of Poisson terms.
  @Test(arguments: [1, 2, 5, 20, 60])
  func `a whole shape is a Poisson sum`(shape: Int) {
    for x in [0.01, 0.5, 1, 3, 10, 30, 100, 200] {
      var term = exponentialForTests(-x)
      var sum = term
      for j in 1..<max(2, shape) where j < shape {
        term *= x / Double(j)
        sum += term
      }
      let upper = GammaDistribution(shape: Double(shape)).upperTail(x)
      #expect(abs(upper / sum - 1) < 1e-11, "shape \(shape) x \(x): \(upper) \(sum)")
    }
  }

  /// Shape 1/2 of half a square: the normal distribution.
  @Test func `shape one half is a normal number squared`() {
    for z in [0.1, 0.5, 1, 2, 4, 8] {
      let upper = GammaDistribution(shape: 0.5).upperTail(z * z / 2)
      #expect(abs(upper / (2 * StandardNormal.upperTail(z)) - 1) < 1e-12)
    }
  }

  @Test(arguments: [1e-6, 0.01, 0.1, 0.5, 1, 3.7, 20, 300])
  func `the quantile undoes the tail`(shape: Double) {
    let gamma = GammaDistribution(shape: shape)
    var last = Double.infinity
    for outside in [1e-300, 1e-100, 1e-12, 1e-5, 0.0005, 0.025, 0.05, 0.5, 0.9] {
      let x = gamma.quantile(upperTail: outside)
      // Where even the smallest numbers have less than that above them, all are alike.
      #expect(x < last || x < 1e-290)
      last = x
      if x > 1e-290 {
        #expect(abs(gamma.upperTail(x) / outside - 1) < 1e-9, "\(shape) \(outside) \(x)")
      }
    }
  }

  /// scipy 1.17.1: gamma.isf(outside, shape).
  @Test(arguments: [
    (0.01, 0.05, 0.003362623998074702),
    (0.01, 0.025, 0.04713795843159044),
    (0.01, 0.0005, 1.995150268199071),
    (0.01, 1e-08, 11.339230831322897),
    (0.3, 0.05, 1.372349944100886),
    (0.3, 0.025, 1.9002636428388269),
    (0.3, 0.0005, 5.23639952888339),
    (0.3, 1e-08, 15.370086915135738),
    (1.25, 0.05, 3.464038056726214),
    (1.25, 0.025, 4.196147633456483),
    (1.25, 0.0005, 8.254459754347891),
    (1.25, 1e-08, 19.271034073230336),
    (4.5, 0.05, 8.459488802310226),
    (4.5, 0.025, 9.511383899320819),
    (4.5, 0.0005, 14.83290405179807),
    (4.5, 1e-08, 27.724552557717267),
    (19.0, 0.05, 26.691770311484664),
    (19.0, 0.025, 28.44776026752799),
    (19.0, 0.0005, 36.67561404340711),
    (19.0, 1e-08, 54.32478774193456),
  ])
  func `agrees with scipy`(shape: Double, outside: Double, expected: Double) {
    let x = GammaDistribution(shape: shape).quantile(upperTail: outside)
    #expect(abs(x / expected - 1) < 1e-11)
  }
}
