"""lm-evaluation-harness: mean_stderr as installed; the comparison of its scripts/model_comparator.py.

The script is not in the package; its test, z = (a - b) / sqrt(se_a^2 + se_b^2), is three lines.
"""

from math import erfc, sqrt

from lm_eval.api.metrics import mean, mean_stderr

# its dependencies for loading data sets and models are not needed for a standard error
REQUIRES = ["sacrebleu==2.6.0", "numpy==2.5.5"]
ALONE = ["lm-eval==0.4.13"]


def single(run):
    m, error = mean(run.means), mean_stderr(run.means)
    return {"mean ± 1.96 mean_stderr(means)": lambda: (m - 1.96 * error, m + 1.96 * error)}


def pair(base, candidate):
    def z():
        error = sqrt(mean_stderr(base.means) ** 2 + mean_stderr(candidate.means) ** 2)
        d = mean(candidate.means) - mean(base.means)
        return d - 1.96 * error, d + 1.96 * error, erfc(abs(d) / error / sqrt(2))

    return {"z of model_comparator.py (runs as independent)": z}
