#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

func exponentialForTests(_ x: Double) -> Double { exp(x) }

func powerForTests(_ base: Double, _ exponent: Int) -> Double { pow(base, Double(exponent)) }
