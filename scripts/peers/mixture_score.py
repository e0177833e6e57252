"""An independent reference of the mixture-score interval: "these P problems", one run, any k <=
n.

Written from its description in docs/statistics.md for checking the program, not for speed: exact
sums over every number correct, and a fit by a method of its own (Newton's on a barrier problem,
not EM), so that agreement says something. numpy and scipy only.

    limits(tallies, k, level)   (lower, value, upper) of the mean over the problems of 1 - (1 - p)^k
    tallies                     [(n, c), ...], one a problem, n >= 2, k <= every n

Run alone, it prints its limits beside those of REFERENCE and exits 1 on a difference above 2e-6.
"""

import sys
from collections import Counter
from functools import lru_cache
from math import ceil, comb, log, sqrt

import numpy as np
from scipy.special import gammaln, xlogy, xlog1py
from scipy.stats import norm

PSEUDO_PROBLEMS = 2


def grid(n):
    """Success probabilities: 0, an even grid in log-odds on +-ln(30 n), 1."""
    reach = log(30 * n)
    inner = max(70, ceil(reach * sqrt(n)))
    return np.concatenate([[0.0], 1 / (1 + np.exp(-np.linspace(-reach, reach, inner))), [1.0]])


def binomial(n, p):
    """Rows: grid points; columns: c = 0...n."""
    c = np.arange(n + 1)
    log_choose = gammaln(n + 1) - gammaln(c + 1) - gammaln(n - c + 1)
    return np.exp(log_choose + xlogy(c, p[:, None]) + xlog1py(n - c, -p[:, None]))


def fit(tallies, p, tolerance=1e-13):
    """Weights G on the grid that maximise sum_i ln sum_g G_g Bin(c_i; n_i, p_g) + sum_g a_g ln G_g.

    With the multiplier of sum G = 1 known to be P + 2 in the optimum, this is the concave problem
    of maximising the same less (P + 2) sum G over G >= 0. Newton's method with a line search on
    ln G of the inner points; the two end points, which have no pseudo-problem, get a vanishing one
    (1e-12), which moves no limit by 1e-9.
    """
    counts = Counter(tallies)
    rows = np.array([binomial(n, p)[:, c] for n, c in counts])
    times = np.array(list(counts.values()), float)
    problems = times.sum()
    inner = len(p) - 2
    prior = np.full(len(p), PSEUDO_PROBLEMS / inner)
    prior[0] = prior[-1] = 1e-12
    total = problems + prior.sum()
    theta = np.full(len(p), log(1 / len(p)))

    def objective(theta):
        weights = np.exp(theta)
        return times @ np.log(rows @ weights) + prior @ theta - total * weights.sum()

    value = objective(theta)
    for _ in range(500):
        weights = np.exp(theta)
        posterior = rows * weights / (rows @ weights)[:, None]
        expected = times @ posterior + prior
        gradient = expected - total * weights
        # minus the Hessian in ln G, positive definite after a small ridge
        curvature = np.diag(total * weights - times @ posterior) + (posterior.T * times) @ posterior
        ridge = 1e-14
        while True:
            try:
                factor = np.linalg.cholesky(
                    curvature + ridge * np.eye(len(p)) + np.diag(prior * 1e-9)
                )
                break
            except np.linalg.LinAlgError:
                ridge = max(ridge * 10, 1e-12)
        step = np.linalg.solve(factor.T, np.linalg.solve(factor, gradient))
        scale = min(1.0, 4 / max(np.abs(step).max(), 1e-300))
        while objective(theta + scale * step) < value - 1e-13 * abs(value):
            scale /= 2
            if scale < 1e-12:
                break
        theta = theta + scale * step
        value = objective(theta)
        if np.abs(gradient).max() < tolerance * total:
            break
    weights = np.exp(theta)
    return weights / weights.sum()


@lru_cache(maxsize=None)
def value_table(n, k):
    """x(c): the unbiased pass@k of c correct of n."""
    return np.array([1 - comb(n - c, k) / comb(n, k) for c in range(n + 1)])


def variance_tables(n, k, p):
    """theta, Var x, third central moment of x, Cov(x, w), E w at each grid point; and d = k/n."""
    x = value_table(n, k)
    c = np.arange(n + 1)
    rise = np.diff(x)  # D_j = x(j + 1) - x(j)
    t = np.arange(n) / (n - 1)  # t_j
    w = np.zeros(n + 1)
    w[1:] += c[1:] * (1 - t) ** 2 * rise**2
    w[:-1] += (n - c[:-1]) * t**2 * rise**2
    chance = binomial(n, p)
    theta = 1 - (1 - p) ** k
    centred = x[None, :] - theta[:, None]
    variance = (chance * centred**2).sum(1)
    third = (chance * centred**3).sum(1)
    mean_w = chance @ w
    covariance = (chance * centred * w[None, :]).sum(1)
    return theta, variance, third, covariance, mean_w


def limits(tallies, k, level=0.95):
    p = grid(max(n for n, _ in tallies))
    weights = fit(tallies, p)
    z = norm.ppf(0.5 + level / 2)
    tail = (1 - level) / 2
    problems = len(tallies)
    total = {"S": 0.0, "M": 0.0, "V": 0.0, "K": 0.0, "C": 0.0, "E": 0.0}
    for n in sorted({n for n, _ in tallies}):
        group = Counter(c for m, c in tallies if m == n)
        chance = binomial(n, p)
        m = np.zeros(len(p))
        for c, times in group.items():
            joint = weights * chance[:, c]
            m += times * joint / joint.sum()
        theta, variance, third, covariance, mean_w = variance_tables(n, k, p)
        total["S"] += sum(times * value_table(n, k)[c] for c, times in group.items())
        for key, table in zip("MVKCE", (theta, variance, third, covariance, mean_w)):
            total[key] += m @ table
    # d = x(1) - x(0) of a problem is k/n; where n differs its mean over problems is taken
    step = sum(k / n for n, _ in tallies) / problems
    S, M, V = total["S"], total["M"], total["V"]
    kappa = total["K"] / V if V > 0 else 0.0
    b = total["C"] / total["E"] if total["E"] > 0 else 0.0
    shift = (z**2 * b / 2 - (z**2 - 1) * kappa / 6) * V / (V + step**2) if V > 0 else 0.0
    lower = min(S, M) + shift - z * sqrt(V)
    upper = max(S, M) + shift + z * sqrt(V)
    lower, upper = min(lower, S), max(upper, S)
    lower, upper = max(lower, 0.0) / problems, min(upper, problems) / problems
    if all(c == 0 for _, c in tallies):
        upper = max(upper, 1 - tail ** (k / (min(n for n, _ in tallies) * problems)))
    if all(c == n for n, c in tallies):
        n = min(n for n, _ in tallies)
        blame = max(j * (1 - tail ** (1 / (n * j))) ** k for j in range(1, problems + 1))
        lower = min(lower, 1 - blame / problems)
    return lower, S / problems, upper


def mover(base, candidate):
    """The difference candidate - base by square-and-add, from two (lower, value, upper)."""
    (lower_a, a, upper_a), (lower_b, b, upper_b) = base, candidate
    d = b - a
    return (
        d - sqrt((b - lower_b) ** 2 + (upper_a - a) ** 2),
        d,
        d + sqrt((upper_b - b) ** 2 + (a - lower_a) ** 2),
    )


# n, counts, {k: (lower, value, upper)}: the limits printed with the method's description.
REFERENCE = [
    (
        64,
        [0] * 8 + [1, 1, 2, 3, 5, 8, 13, 20, 22, 30, 41, 48, 52, 55, 58, 60, 61, 62, 63] + [64] * 3,
        {
            1: (0.403277, 0.415104, 0.426908),
            16: (0.609006, 0.639988, 0.678748),
            32: (0.643513, 0.686870, 0.746799),
            64: (0.671301, 0.733333, 0.834287),
        },
    ),
    (
        64,
        [0] * 30,
        {1: (0, 0, 0.001919), 16: (0, 0, 0.030273), 32: (0, 0, 0.059629), 64: (0, 0, 0.115703)},
    ),
    (64, [64] * 30, {1: (0.998081, 1, 1), 16: (1, 1, 1), 32: (1, 1, 1), 64: (1, 1, 1)}),
    (
        8,
        [0] * 8 + [1, 2],
        {
            1: (0.004678, 0.037500, 0.097667),
            2: (0.012040, 0.071429, 0.173463),
            4: (0.029498, 0.128571, 0.296819),
            8: (0.043238, 0.200000, 0.496545),
        },
    ),
    (
        16,
        [16] * 8 + [15, 0],
        {
            1: (0.871699, 0.893750, 0.905689),
            4: (0.884014, 0.900000, 0.929008),
            8: (0.870221, 0.900000, 0.952026),
            16: (0.846509, 0.900000, 0.992385),
        },
    ),
    (
        8,
        [4] * 10 + [3] * 10 + [5] * 10,
        {
            1: (0.436951, 0.500000, 0.563049),
            2: (0.679747, 0.773810, 0.836037),
            4: (0.888505, 0.971429, 1),
            8: (0.972239, 1, 1),
        },
    ),
    (
        256,
        [0, 1, 16, 128, 256],
        {
            1: (0.299753, 0.313281, 0.327233),
            64: (0.581807, 0.648299, 0.751948),
            128: (0.575727, 0.699998, 0.873027),
            256: (0.563692, 0.800000, 1),
        },
    ),
]


def main():
    worst = 0.0
    for n, counts, expected in REFERENCE:
        for k, reference in expected.items():
            got = limits([(n, c) for c in counts], k)
            gap = max(abs(g - r) for g, r in zip(got, reference))
            worst = max(worst, gap)
            print(
                f"n {n:3} P {len(counts):2} k {k:3}  "
                + "  ".join(f"{g:.6f}" for g in got)
                + f"  difference {gap:.1e}"
            )
    print(f"largest difference {worst:.1e} (the reference has six decimals)")
    return 0 if worst <= 2e-6 else 1


if __name__ == "__main__":
    sys.exit(main())
