"""statsmodels: proportions of all samples, and least squares with errors clustered by problem."""

import numpy as np
from statsmodels.regression.linear_model import OLS
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint
from statsmodels.stats.weightstats import DescrStatsW
from statsmodels.stats.proportion import test_proportions_2indep as proportions_test

REQUIRES = ["statsmodels==0.15.0", "scipy==1.18.1", "numpy==2.5.5"]


def _clustered(values, clusters):
    fit = OLS(np.array(values, float), np.ones(len(values))).fit(
        cov_type="cluster", cov_kwds={"groups": np.array(clusters)}
    )
    return (*fit.conf_int()[0], fit.pvalues[0])


def single(run):
    correct, samples = run.correct, len(run.flat)
    return {
        'proportion_confint(correct, samples, method="wilson")': lambda: proportion_confint(
            correct, samples, method="wilson"
        ),
        'proportion_confint(correct, samples, method="jeffreys")': lambda: proportion_confint(
            correct, samples, method="jeffreys"
        ),
        'OLS(samples, 1).fit(cov_type="cluster", groups=problem)': lambda: _clustered(
            run.flat, run.problem
        )[:2],
        "DescrStatsW(means).tconfint_mean()": lambda: DescrStatsW(run.means).tconfint_mean(),
    }


def pair(base, candidate):
    def unpaired():
        counts = (candidate.correct, len(candidate.flat), base.correct, len(base.flat))
        return (
            *confint_proportions_2indep(*counts, method="newcomb"),
            proportions_test(*counts, method="agresti-caffo").pvalue,
        )

    differences = [b - a for a, b in zip(base.flat, candidate.flat)]
    return {
        'confint_proportions_2indep(…, method="newcomb")': unpaired,
        'OLS(b - a of samples, 1).fit(cov_type="cluster", groups=problem)': lambda: _clustered(
            differences, base.problem
        ),
    }
