"""scorio: posterior moments problem by problem; its intervals are about these very problems."""

import numpy as np
from scorio import eval as scorio

REQUIRES = ["scorio==0.2.3"]


def single(run):
    matrix = np.array(run.samples)
    return {
        "avg_ci(R)": lambda: scorio.avg_ci(matrix)[2:],
        "pass_at_k_ci(R, 1)": lambda: scorio.pass_at_k_ci(matrix, 1)[2:],
    }


def pass_at(run, k):
    return {f"pass_at_k_ci(R, {k})": lambda: scorio.pass_at_k_ci(np.array(run.samples), k)[2:]}
