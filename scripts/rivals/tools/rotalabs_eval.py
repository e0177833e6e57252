"""rotalabs-eval: its intervals and tests, on problem means."""

import numpy as np
from rotalabs_eval import statistics as rotalabs

REQUIRES = ["rotalabs-eval==1.2.0"]


def single(run):
    means = np.array(run.means)
    return {
        "bootstrap_ci(means)": lambda: rotalabs.bootstrap_ci(means)[1],
        "bootstrap_ci_bca(means)": lambda: rotalabs.confidence.bootstrap_ci_bca(means)[1],
        "analytical_ci_mean(means)": lambda: rotalabs.analytical_ci_mean(means)[1],
        "analytical_ci_proportion(correct, samples)": lambda: rotalabs.analytical_ci_proportion(
            run.correct, len(run.flat)
        )[1],
    }


def pair(base, candidate):
    a, b = np.array(base.means), np.array(candidate.means)
    return {
        "paired_ttest(b, a)": lambda: (None, None, rotalabs.paired_ttest(b, a).p_value),
        "bootstrap_significance(b, a) (shuffles all values, pairs apart)": lambda: (
            None,
            None,
            rotalabs.bootstrap_significance(b, a).p_value,
        ),
    }
