"""rliable: stratified bootstrap of an aggregate; runs of its matrix are our problems' means."""

import numpy as np
from rliable import library

REQUIRES = ["rliable==1.2.0", "pandas<3"]


def _limits(matrix, statistic):
    _, limits = library.get_interval_estimates({"m": matrix}, statistic, reps=5000)
    return limits["m"][0, 0], limits["m"][1, 0]


def single(run):
    means = np.array(run.means)[:, None]
    return {
        'get_interval_estimates({"m": means}, mean, reps=5000)': lambda: _limits(
            means, lambda s: np.array([s.mean()])
        ),
    }


def pass_at(run, k):
    values = np.array(run.pass_at(k))[:, None]
    return {
        'get_interval_estimates({"m": values}, mean, reps=5000)': lambda: _limits(
            values, lambda s: np.array([s.mean()])
        ),
    }


def pair(base, candidate):
    differences = np.array([b - a for a, b in zip(base.means, candidate.means)])[:, None]
    return {
        'get_interval_estimates({"m": b - a}, mean, reps=5000)': lambda: _limits(
            differences, lambda s: np.array([s.mean()])
        ),
    }
