"""arch's bootstrap on problem means."""

import numpy as np
from arch.bootstrap import IIDBootstrap

REQUIRES = ["arch==8.0.0", "scipy==1.18.1", "numpy==2.5.5"]


def _limits(values, method):
    # the studentised bootstrap resamples within each resample: 1,000 of 100 here
    more = {"studentize_reps": 100} if method == "studentized" else {}
    limits = IIDBootstrap(np.array(values)).conf_int(np.mean, reps=1000, method=method, **more)
    return limits[0, 0], limits[1, 0]


def single(run):
    return {
        f'IIDBootstrap(means).conf_int(np.mean, method="{m}")': lambda m=m: _limits(run.means, m)
        for m in ("percentile", "bca", "studentized")
    }


def pair(base, candidate):
    differences = [b - a for a, b in zip(base.means, candidate.means)]
    return {
        f'IIDBootstrap(b - a).conf_int(np.mean, method="{m}")': lambda m=m: _limits(differences, m)
        for m in ("percentile", "bca")
    }
