"""scipy.stats on problem means, every argument but the method left at its default."""

import numpy as np
from scipy import stats

REQUIRES = ["scipy==1.18.1", "numpy==2.5.5"]


def _bootstrap(values, method):
    limits = stats.bootstrap((np.array(values),), np.mean, method=method).confidence_interval
    return limits.low, limits.high


def _t(values):
    return stats.t.interval(0.95, len(values) - 1, np.mean(values), stats.sem(values))


def single(run):
    return {
        'bootstrap((means,), np.mean, method="percentile")': lambda: _bootstrap(
            run.means, "percentile"
        ),
        'bootstrap((means,), np.mean, method="BCa")': lambda: _bootstrap(run.means, "BCa"),
        "t.interval(0.95, P - 1, mean, sem(means))": lambda: _t(run.means),
    }


def pass_at(run, k):
    values = run.pass_at(k)
    return {
        'bootstrap((values,), np.mean, method="percentile")': lambda: _bootstrap(
            values, "percentile"
        ),
        'bootstrap((values,), np.mean, method="BCa")': lambda: _bootstrap(values, "BCa"),
    }


def pair(base, candidate):
    a, b = np.array(base.means), np.array(candidate.means)

    def ttest():
        test = stats.ttest_rel(b, a)
        limits = test.confidence_interval(0.95)
        return limits.low, limits.high, test.pvalue

    def signs():
        test = stats.permutation_test(
            (b - a,), np.mean, permutation_type="samples", n_resamples=9999
        )
        return None, None, test.pvalue

    return {
        "ttest_rel(b, a).confidence_interval()": ttest,
        'bootstrap((b - a,), np.mean, method="percentile")': lambda: _bootstrap(
            b - a, "percentile"
        ),
        'bootstrap((b - a,), np.mean, method="BCa")': lambda: _bootstrap(b - a, "BCa"),
        'permutation_test((b - a,), np.mean, permutation_type="samples")': signs,
        "wilcoxon(b - a)": lambda: (None, None, stats.wilcoxon(b - a).pvalue),
    }
