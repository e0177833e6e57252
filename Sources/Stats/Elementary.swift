#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

// The few functions of the C library that Stats uses, by names of our own: nothing else of it
// enters. Foundation is not among them.

func exponential(_ x: Double) -> Double { exp(x) }

func naturalLogarithm(_ x: Double) -> Double { log(x) }

/// `ln(1 + x)`, to full precision where `x` is small.
func logarithmOfOnePlus(_ x: Double) -> Double { log1p(x) }

/// `exp(x) - 1`, with its digits kept where `x` is close to 0.
func exponentialLessOne(_ x: Double) -> Double { expm1(x) }

/// `2/sqrt(pi)` times the integral of `exp(-t^2)` from `x` on, to full relative precision.
func complementaryErrorFunction(_ x: Double) -> Double { erfc(x) }

/// The logarithm to base 2 of a positive number.
package func logarithm2(_ x: Double) -> Double { log2(x) }

/// Two to the power `x`.
package func powerOf2(_ x: Double) -> Double { exp2(x) }

/// The standard normal quantile, to about 4.5e-4: good enough to start a search, and used for
/// nothing else.
///
/// Source: Abramowitz and Stegun 1964, formula 26.2.23.
func normalQuantile(_ p: Double) -> Double {
  let tail = min(p, 1 - p)
  let t = (-2 * log(tail)).squareRoot()
  let z =
    t - (2.515517 + t * (0.802853 + t * 0.010328))
    / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)))
  return p < 0.5 ? -z : z
}
