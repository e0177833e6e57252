"""evalci: intervals for one run and a comparison, on all samples, problem means, and clusters."""

import evalci
import numpy as np

REQUIRES = ["evalci==0.1.0"]


def _limits(result):
    return result.lower, result.upper


def single(run):
    flat, means = np.array(run.flat), np.array(run.means)
    return {
        "ci(samples)": lambda: _limits(evalci.ci(flat)),
        'ci(means, method="bootstrap")': lambda: _limits(evalci.ci(means, method="bootstrap")),
        "cluster_ci(samples, problem)": lambda: _limits(
            evalci.cluster_ci(flat, np.array(run.problem))
        ),
    }


def pair(base, candidate):
    def ask(method):
        result = evalci.compare(np.array(candidate.means), np.array(base.means), method=method)
        return (*result.ci, result.p_value)

    return {"compare(means b, means a)": lambda: ask("permutation")}
