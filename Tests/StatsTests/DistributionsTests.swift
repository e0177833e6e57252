import Stats
import Testing

/// The references were computed with 40 digits (mpmath 1.3.0, series of positive terms) from the
/// very doubles that stand here, and agree with scipy 1.17.1 to the digits it has.
struct DistributionsTests {
  // swift-format-ignore
  static let logGammas: [(x: Double, value: Double)] = [
    (1e-05, 11.512919692895826),
    (0.1, 2.2527126517342059),
    (0.5, 0.57236494292470009),
    (1, 0.0),
    (1.5, -0.12078223763524522),
    (2, 0.0),
    (3, 0.69314718055994531),
    (7.25, 7.0521854507385394),
    (12, 17.502307845873886),
    (30.5, 72.953471184169408),
    (171, 706.57306224578735),
    (1000.0, 5905.2204232091812),
    (1000000.0, 12815504.569147612),
  ]

  // swift-format-ignore
  static let normalQuantiles: [(p: Double, z: Double)] = [
    (1e-300, -37.047096299361199),
    (1e-20, -9.2623400897984076),
    (1e-06, -4.753424308822899),
    (0.001, -3.0902323061678135),
    (0.025, -1.9599639845400542),
    (0.05, -1.6448536269514727),
    (0.3, -0.52440051270804082),
    (0.49999, -2.5066282748960009e-5),
    (0.5, 0.0),
    (0.7, 0.52440051270804066),
    (0.975, 1.9599639845400539),
    (0.995, 2.5758293035489005),
    (0.9995, 3.2905267314919258),
  ]

  // swift-format-ignore
  static let betas: [(a: Double, b: Double, x: Double, lower: Double, upper: Double)] = [
    (0.5, 0.5, 0.1, 0.20483276469913346, 0.79516723530086654),
    (1.0, 1.0, 0.3, 0.29999999999999999, 0.70000000000000001),
    (2.0, 3.0, 0.5, 0.6875, 0.3125),
    (0.5, 14.5, 0.001, 0.13410485145411909, 0.86589514854588091),
    (30.5, 0.5, 0.98, 0.26890533547038745, 0.73109466452961255),
    (10.0, 21.0, 0.05, 1.1615213968715445e-6, 0.99999883847860313),
    (100.0, 200.0, 0.3, 0.10884306564490976, 0.89115693435509024),
    (500.5, 819.5, 0.41, 0.98902831872717053, 0.010971681272829467),
    (1.0, 1319.0, 0.001, 0.73277384055485464, 0.26722615944514536),
    (5000.0, 3000.0, 0.6, 2.2903086766273517e-6, 0.99999770969132337),
    (100000.0, 200000.0, 0.333, 0.34940317176601168, 0.65059682823398832),
    (3.0, 1000000.0, 1e-06, 0.08030167298125864, 0.91969832701874136),
    (20.0, 20.0, 0.01, 5.7466967263472451e-30, 1.0),
  ]

  // swift-format-ignore
  static let betaQuantiles: [(a: Double, b: Double, p: Double, x: Double)] = [
    (0.5, 0.5, 1e-06, 2.4674011002703101e-12),
    (0.5, 0.5, 0.025, 0.0015413331334360121),
    (0.5, 0.5, 0.5, 0.5),
    (0.5, 0.5, 0.975, 0.99845866686656399),
    (0.5, 0.5, 0.999, 0.99999753260092908),
    (0.5, 30.5, 1e-06, 2.5962689142393174e-14),
    (0.5, 30.5, 0.025, 1.6231861223464335e-5),
    (0.5, 30.5, 0.5, 0.0074911152927649601),
    (0.5, 30.5, 0.975, 0.079678173817259973),
    (0.5, 30.5, 0.999, 0.16384383760999249),
    (10.5, 20.5, 1e-06, 0.055612304995481622),
    (10.5, 20.5, 0.025, 0.18597875024779511),
    (10.5, 20.5, 0.5, 0.33520021521217526),
    (10.5, 20.5, 0.975, 0.51114814921716231),
    (10.5, 20.5, 0.999, 0.61226709042468542),
    (1.0, 30.0, 1e-06, 3.3333349444455005e-8),
    (1.0, 30.0, 0.025, 0.0008435709266304788),
    (1.0, 30.0, 0.5, 0.022840031565754045),
    (1.0, 30.0, 0.975, 0.11570330822202779),
    (1.0, 30.0, 0.999, 0.20567176527571847),
    (30.0, 1.0, 1e-06, 0.63095734448019325),
    (30.0, 1.0, 0.025, 0.88429669177797219),
    (30.0, 1.0, 0.5, 0.97715996843424595),
    (30.0, 1.0, 0.975, 0.99915642907336952),
    (30.0, 1.0, 0.999, 0.99996665054498599),
    (500.0, 820.0, 1e-06, 0.31689214871426923),
    (500.0, 820.0, 0.025, 0.35280783183452619),
    (500.0, 820.0, 0.5, 0.37872664268619037),
    (500.0, 820.0, 0.975, 0.40511583453678058),
    (500.0, 820.0, 0.999, 0.42050368434722312),
    (0.5, 1319.5, 1e-06, 5.9533685752942861e-16),
    (0.5, 1319.5, 0.025, 3.7220728321749658e-7),
    (0.5, 1319.5, 0.5, 0.00017240750250514885),
    (0.5, 1319.5, 0.975, 0.0019022573688188021),
    (0.5, 1319.5, 0.999, 0.0040952735228917996),
  ]

  // swift-format-ignore
  static let studentQuantiles: [(df: Double, p: Double, t: Double)] = [
    (1.0, 0.6, 0.32491969623290625),
    (1.0, 0.9, 3.0776835371752541),
    (1.0, 0.975, 12.706204736174693),
    (1.0, 0.995, 63.656741162871524),
    (1.0, 0.9995, 636.61924876878973),
    (1.0, 0.9999999990686774, 341782637.78821579),
    (2.0, 0.6, 0.28867513459481282),
    (2.0, 0.9, 1.885618083164127),
    (2.0, 0.975, 4.3026527297494618),
    (2.0, 0.995, 9.9248432009182886),
    (2.0, 0.9995, 31.599054576445363),
    (2.0, 0.9999999990686774, 23170.47497355201),
    (3.0, 0.6, 0.27667066233268985),
    (3.0, 0.9, 1.6377443536962103),
    (3.0, 0.975, 3.1824463052837084),
    (3.0, 0.995, 5.8409093097333554),
    (3.0, 0.9995, 12.923978636687964),
    (3.0, 0.9999999990686774, 1057.9043617925119),
    (5.0, 0.6, 0.26718086570414507),
    (5.0, 0.9, 1.4758840488244813),
    (5.0, 0.975, 2.5705818356363148),
    (5.0, 0.995, 4.0321429835552272),
    (5.0, 0.9995, 6.8688266258812751),
    (5.0, 0.9999999990686774, 100.3557740377236),
    (9.0, 0.6, 0.26095533647391095),
    (9.0, 0.9, 1.3830287383966325),
    (9.0, 0.975, 2.262157162798205),
    (9.0, 0.995, 3.2498355415921257),
    (9.0, 0.9995, 4.7809125859312179),
    (9.0, 0.9999999990686774, 23.920982687123629),
    (29.0, 0.6, 0.25568363457125608),
    (29.0, 0.9, 1.3114336473015512),
    (29.0, 0.975, 2.0452296421327039),
    (29.0, 0.995, 2.7563859036706051),
    (29.0, 0.9995, 3.6594050194663742),
    (29.0, 0.9999999990686774, 8.5853959618993396),
    (99.0, 0.6, 0.25402901215180665),
    (99.0, 0.9, 1.2901614420344853),
    (99.0, 0.975, 1.9842169515864171),
    (99.0, 0.995, 2.6264054572808272),
    (99.0, 0.9995, 3.3915288333636843),
    (99.0, 0.9999999990686774, 6.6207023062048733),
    (499.0, 0.6, 0.2534822201710672),
    (499.0, 0.9, 1.2832504230098852),
    (499.0, 0.975, 1.9647293909876887),
    (499.0, 0.995, 2.585717683111754),
    (499.0, 0.9995, 3.31013057039783),
    (499.0, 0.9999999990686774, 6.1228939903541836),
    (1318.0, 0.6, 0.25339824890997762),
    (1318.0, 0.9, 1.2821942196152784),
    (1318.0, 0.975, 1.9617655127673148),
    (1318.0, 0.995, 2.579564703968318),
    (1318.0, 0.9995, 3.2979239918032063),
    (1318.0, 0.9999999990686774, 6.0519135471988512),
    (2.5, 0.6, 0.28145951274854759),
    (2.5, 0.9, 1.7302509288071768),
    (2.5, 0.975, 3.5746548420036818),
    (2.5, 0.995, 7.1637281389487829),
    (2.5, 0.9995, 18.277893528131458),
    (2.5, 0.9999999990686774, 3590.3230857922795),
  ]

  /// By sums of integers of any length.
  // swift-format-ignore
  static let binomials: [(n: Int, p: Double, c: Int, mass: Double, orMore: Double)] = [
    (10, 0.3, 4, 0.200120949, 0.3503892816),
    (30, 0.5, 15, 0.14446444809436798, 0.572232224047184),
    (100, 0.02, 0, 0.1326195558947532, 1.0),
    (256, 0.01, 10, 0.0002352835009801931, 0.0003019061921488798),
    (1319, 0.4, 600, 6.227531174094388e-06, 2.9510609572953573e-05),
    (2000, 0.001, 9, 0.00018904517064390606, 0.00023487824338627524),
  ]

  private func close(_ one: Double, _ other: Double, _ relative: Double) -> Bool {
    abs(one - other) <= relative * abs(other)
  }

  @Test func `the log-gamma function has its digits`() {
    for row in Self.logGammas {
      let value = logGamma(row.x)
      #expect(abs(value - row.value) <= 2e-15 * max(1, abs(row.value)), "\(row) \(value)")
    }
    for n in 0...60 {
      for k in 0...n {
        let logarithm = logBinomialCoefficient(n, k)
        #expect(abs(logarithm - naturalLogarithm(of: binomial(n, k))) < 1e-13 * Double(max(n, 1)))
      }
    }
  }

  @Test func `normal quantiles and chances are those of the tables`() {
    for row in Self.normalQuantiles {
      #expect(abs(StandardNormal.quantile(row.p) - row.z) <= 4e-16 * max(1, abs(row.z)), "\(row)")
      // A chance is as sure as its z: an error of 1e-16 z in z is one of 1e-16 z^2 in the tail.
      let tolerance = 4e-16 * max(1, row.z * row.z)
      #expect(close(StandardNormal.cumulative(row.z), row.p, tolerance), "\(row)")
      #expect(StandardNormal.upperTail(-row.z) == StandardNormal.cumulative(row.z))
    }
    // Abramowitz and Stegun 1964, table 26.1, x = 1: ordinate and area.
    #expect(abs(StandardNormal.density(1) - 0.241970724519143) < 1e-15)
    #expect(abs(StandardNormal.cumulative(1) - 0.841344746068543) < 1e-15)
  }

  @Test func `the incomplete beta function keeps its digits in both tails`() {
    for row in Self.betas {
      let beta = BetaDistribution(row.a, row.b)
      // The last digit of x is worth max(a, b) digits of the tail.
      let tolerance = 2e-14 + 1e-16 * max(row.a, row.b)
      #expect(close(beta.cumulative(row.x), row.lower, tolerance), "\(row)")
      #expect(close(beta.upperTail(row.x), row.upper, tolerance), "\(row)")
    }
  }

  @Test func `it agrees with the reference of the Jeffreys intervals`() {
    for n in [1, 2, 7, 30, 319] {
      for c in Set([0, 1, n / 3, n / 2, n - 1, n]).sorted() {
        let beta = BetaDistribution(Double(c) + 0.5, Double(n - c) + 0.5)
        for x in [1e-6, 0.01, 0.2, 0.5, 0.77, 0.999] {
          let expected = JeffreysBeta(c: c, n: n).cumulative(x)
          #expect(abs(beta.cumulative(x) - expected) < 2e-13, "n \(n) c \(c) x \(x)")
        }
      }
    }
  }

  @Test func `beta quantiles are those of the tables`() {
    for row in Self.betaQuantiles {
      let x = BetaDistribution(row.a, row.b).quantile(row.p)
      #expect(close(x, row.x, 1e-13), "\(row) \(x)")
    }
    for row in ScipyBeta.table {
      let beta = BetaDistribution(Double(row.c) + 0.5, Double(row.n - row.c) + 0.5)
      let tail = (1 - row.level) / 2
      #expect(abs(beta.quantile(tail) - row.lower) < 1e-12, "\(row)")
      #expect(abs(beta.quantile(1 - tail) - row.upper) < 1e-12, "\(row)")
    }
  }

  @Test func `t quantiles and chances are those of the tables`() {
    for row in Self.studentQuantiles {
      let student = StudentT(degreesOfFreedom: row.df)
      // Far out the quantile hangs on the last digits of 1 - p, which are exact here.
      #expect(close(student.quantile(row.p), row.t, 2e-13), "\(row) \(student.quantile(row.p))")
      #expect(student.quantile(1 - row.p) == -student.quantile(row.p))
      #expect(abs(student.cumulative(row.t) - row.p) < 1e-14, "\(row)")
      #expect(close(student.upperTail(row.t), 1 - row.p, 1e-13), "\(row)")
    }
  }

  @Test func `t with 1 and with 2 degrees of freedom has its closed forms`() {
    let two = StudentT(degreesOfFreedom: 2)
    for t in [-40, -3, -0.5, -1e-3, 0, 1e-8, 0.1, 1, 7, 1e5] as [Double] {
      #expect(abs(two.cumulative(t) - 0.5 * (1 + t / (2 + t * t).squareRoot())) < 1e-15)
    }
    let one = StudentT(degreesOfFreedom: 1)
    #expect(abs(one.quantile(0.75) - 1) < 1e-14 && one.quantile(0.5) == 0)
    #expect(abs(one.cumulative(1) - 0.75) < 1e-15)
  }

  @Test func `t with many degrees of freedom is the normal distribution`() {
    let many = StudentT(degreesOfFreedom: 1e8)
    for p in [1e-9, 0.025, 0.3, 0.9, 0.9995] {
      #expect(abs(many.quantile(p) - StandardNormal.quantile(p)) < 1e-6, "\(p)")
    }
  }

  @Test func `binomial chances are the sums of integers`() {
    for row in Self.binomials {
      let binomial = BinomialDistribution(trials: row.n, chance: row.p)
      #expect(close(binomial.mass(row.c), row.mass, 1e-13), "\(row) \(binomial.mass(row.c))")
      #expect(close(binomial.upperTail(row.c), row.orMore, 1e-13), "\(row)")
      #expect(abs(binomial.cumulative(row.c - 1) + row.orMore - 1) < 1e-14, "\(row)")
    }
  }

  @Test func `binomial chances add up, the edges included`() {
    for n in 0...12 {
      for p in [0, 0.001, 0.3, 0.5, 0.9, 1] as [Double] {
        let binomial = BinomialDistribution(trials: n, chance: p)
        #expect(abs((0...n).reduce(0) { $0 + binomial.mass($1) } - 1) < 1e-14, "n \(n) p \(p)")
        #expect(binomial.mass(-1) == 0 && binomial.mass(n + 1) == 0)
        for c in 0...n {
          let orMore = (c...n).reduce(0) { $0 + binomial.mass($1) }
          #expect(abs(binomial.upperTail(c) - orMore) < 1e-14, "n \(n) p \(p) c \(c)")
          #expect(abs(binomial.cumulative(c) + orMore - binomial.mass(c) - 1) < 1e-14)
        }
      }
    }
  }

  @Test func `quantiles undo chances`() {
    for (a, b) in [(0.5, 0.5), (1, 1), (0.1, 3), (40, 2), (700, 1)] as [(Double, Double)] {
      let beta = BetaDistribution(a, b)
      for p in [1e-8, 0.025, 0.5, 0.7, 0.975] {
        #expect(abs(beta.cumulative(beta.quantile(p)) - p) < 1e-13, "\(a) \(b) \(p)")
      }
    }
    for df in [0.5, 1, 4, 33, 1e5] {
      let student = StudentT(degreesOfFreedom: df)
      for p in [1e-8, 0.025, 0.49, 0.5, 0.7, 0.975] {
        #expect(abs(student.cumulative(student.quantile(p)) - p) < 1e-13, "\(df) \(p)")
      }
    }
  }

  /// By doubling and halving: no logarithm of the module under test.
  private func naturalLogarithm(of number: Int) -> Double {
    logarithm2(Double(number)) / logarithm2(2.718281828459045)
  }
}
