import Glibc

func exponential(_ x: Double) -> Double { exp(x) }
func logarithm2(_ x: Double) -> Double { log2(x) }
func raise(_ x: Double, to power: Double) -> Double { pow(x, power) }
func logistic(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
