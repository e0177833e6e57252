#!/usr/bin/env python3
"""Reference values for the tests of time horizons and of extrapolation, from other people's code.

Not part of any build or test: run it by hand to renew the values recorded in
Tests/StatsTests/LogisticLineTests.swift and ZeroInflatedBetaBinomialTests.swift.
Needs scikit-learn, scipy, numpy and mpmath; prints their versions first.
"""
import importlib.metadata
import math

import mpmath
import numpy
import scipy.optimize
import scipy.stats
from sklearn.linear_model import LogisticRegression

for name in ["scikit-learn", "scipy", "numpy", "mpmath"]:
    print(name, importlib.metadata.version(name))

# One line a data set: minutes, outcomes, weights.
LINES = {
    "twelve tasks": (
        [1, 2, 3, 4, 8, 15, 30, 60, 120, 240, 480, 960],
        [1, 1, 0.75, 1, 0.5, 0.875, 0.25, 0.5, 0, 0.125, 0, 0],
        [1] * 12,
    ),
    "unequal weights": (
        [0.5, 1, 5, 5, 20, 90, 90, 400],
        [1, 0.9, 0.6, 0.2, 0.7, 0.3, 0, 0.1],
        [3, 1, 2, 1, 4, 1, 0.5, 2],
    ),
    "separated": ([1, 2, 4, 8, 16, 32, 64, 128], [1, 1, 1, 1, 0, 0, 0, 0], [1] * 8),
    "rising": ([1, 2, 4, 8, 16, 32], [0, 0, 0.2, 0.4, 0.8, 1], [1] * 6),
}


def line(minutes, outcomes, weights, ridge=0.1):
    """METR's fit: fractional outcomes as two weighted halves, weights that sum to 1."""
    x = numpy.log2(numpy.array(minutes, float))
    y = numpy.array(outcomes, float)
    w = numpy.array(weights, float) / sum(weights)
    model = LogisticRegression(C=1 / ridge, tol=1e-14, max_iter=100_000)
    model.fit(
        numpy.concatenate([x, x])[:, None],
        numpy.repeat([0, 1], len(x)),
        sample_weight=numpy.concatenate([(1 - y) * w, y * w]),
    )
    return model.intercept_[0], model.coef_[0][0]


for name, data in LINES.items():
    print(name, *(f"{value:.9f}" for value in line(*data)))

# Counts of correct samples: (n, c) of each problem.
COUNTS = {
    "thirty of 64": [(64, c) for c in [0] * 8 + [1, 1, 2, 3, 5, 8, 13, 20, 22, 30, 41, 48, 52, 55,
                                              58, 60, 61, 62, 63, 64, 64, 64]],
    "a hard third": [(64, c) for c in [0] * 12 + [10, 15, 20, 22, 30, 33, 41, 48, 52, 55, 58, 60, 25,
                                                 18, 37, 44, 29, 12]],
    "ragged": [(16, c) for c in [0, 0, 0, 1, 2, 16, 12]] + [(64, c) for c in [0, 0, 1, 7, 40, 64]]
    + [(256, c) for c in [0, 3, 9, 100, 250, 256, 0]],
}


def fit(counts):
    n = numpy.array([pair[0] for pair in counts])
    c = numpy.array([pair[1] for pair in counts])
    constant = (scipy.special.gammaln(n + 1) - scipy.special.gammaln(c + 1)
                - scipy.special.gammaln(n - c + 1)).sum()

    def loss(z):
        share = 1 / (1 + math.exp(-z[0]))
        pmf = scipy.stats.betabinom.pmf(c, n, math.exp(z[1]), math.exp(z[2]))
        return -numpy.log(share * (c == 0) + (1 - share) * pmf).sum()

    best = min(
        (scipy.optimize.minimize(loss, start, method="Nelder-Mead",
                                 options=dict(xatol=1e-10, fatol=1e-13, maxiter=20_000))
         for start in [(-2, 0, 0), (0, -1, 1), (-4, -1, -1)]),
        key=lambda result: result.fun)
    share, a, b = 1 / (1 + math.exp(-best.x[0])), math.exp(best.x[1]), math.exp(best.x[2])
    return -best.fun - constant, share, a, b


for name, counts in COUNTS.items():
    height, share, a, b = fit(counts)
    print(f"{name}: log-likelihood {height:.9f} impossible {share:.7f} alpha {a:.7f} beta {b:.7f}")
    for k in [128, 1024, 10**6]:
        print("  pass@", k, (1 - share) * (1 - math.exp(
            scipy.special.betaln(a, b + k) - scipy.special.betaln(a, b))))

mpmath.mp.dps = 50
print("mean of (1 - p)^K, 50 digits")
for a, b in [("0.05", "0.3"), ("0.25", "6"), ("3", "0.001"), ("500", "40000"), ("0.0001", "2")]:
    for k in [1, 64, 1000, 10**6]:
        a_, b_ = mpmath.mpf(a), mpmath.mpf(b)
        print(f"({a}, {b}, {k}, {mpmath.nstr(mpmath.beta(a_, b_ + k) / mpmath.beta(a_, b_), 17)}),")
