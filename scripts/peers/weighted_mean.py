"""The distribution of a mean under Dirichlet weights, by a way of its own: numerical inversion.

With G_i independent Gamma(a_i), sum G_i v_i / sum G_i <= x exactly where Q = sum G_i (v_i - x)
is at most 0, and

    P(Q <= 0) = 1/2 - (1/pi) integral over u > 0 of Im f(u) / u
    f(u) = prod (1 - i u (v_i - x))^(-a_i)

(Gil-Pelaez 1951). In ln u the integrand is smooth, its phase turns at most sum a_i / 4 times in
all, and it vanishes at both ends: the trapezoidal rule converges faster than any power of its
step.
"""

from collections import Counter

import numpy as np
from scipy.optimize import brentq

LOG_U = np.arange(-45.0, 45.0, 0.004)
STEP = LOG_U[1] - LOG_U[0]


class WeightedMean:
    """Values with weights (a_i): each value 1, and what `ends` adds."""

    def __init__(self, values, ends):
        weight = Counter()
        for v in values:
            weight[float(v)] += 1.0
        for v, a in ends:
            weight[float(v)] += a
        self.v = np.array(sorted(weight))
        self.a = np.array([weight[v] for v in self.v])

    def cumulative(self, x):
        gap = self.v - x
        u = np.exp(LOG_U) / np.abs(gap).max()
        turn = np.zeros_like(u)
        size = np.zeros_like(u)
        for s, a in zip(gap, self.a):
            turn += a * np.arctan(u * s)
            size -= 0.5 * a * np.log1p((u * s) ** 2)
        return 0.5 - (np.exp(size) * np.sin(turn)).sum() * STEP / np.pi

    def quantile(self, q):
        low, high = self.v[0], self.v[-1]
        if low == high:
            return low
        edge = 1e-13 * (high - low)
        return brentq(
            lambda x: self.cumulative(x) - q, low + edge, high - edge, xtol=1e-14, rtol=1e-14
        )

    def draws(self, generator, count):
        """Simulated means, for checking the above."""
        g = generator.standard_gamma(self.a, size=(count, len(self.a)))
        return (g @ self.v) / g.sum(1)


def jeffreys(values, low=0.0, high=1.0, weight=0.5):
    """The default interval's distribution: weight 1/2 at each end of the range."""
    return WeightedMean(values, [(low, weight), (high, weight)])


def gaffke(values, level=0.95, low=0.0, high=1.0):
    """Gaffke's limits: one whole weight at the end that is feared."""
    tail = (1 - level) / 2
    return (
        WeightedMean(values, [(low, 1.0)]).quantile(tail),
        WeightedMean(values, [(high, 1.0)]).quantile(1 - tail),
    )
