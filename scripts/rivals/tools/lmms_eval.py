"""lmms-eval: its paired_ttest and clustered_stderr, taken out of the released file.

Importing the package needs torch; the two functions need only math and scipy, so that they alone
are executed, unchanged.
"""

import ast
import collections
import importlib.metadata
import math
from typing import Any, List

REQUIRES = ["scipy==1.18.1", "numpy==2.5.5"]
ALONE = ["lmms-eval==0.7.3"]


def _functions(*names):
    path = importlib.metadata.distribution("lmms-eval").locate_file("lmms_eval/api/metrics.py")
    tree = ast.parse(open(path).read())
    tree.body = [n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name in names]
    for function in tree.body:
        function.decorator_list = []
    space = {"collections": collections, "math": math, "List": List, "Any": Any}
    exec(compile(tree, str(path), "exec"), space)
    return [space[name] for name in names]


_paired_ttest, _clustered_stderr = _functions("paired_ttest", "clustered_stderr")


def single(run):
    def clustered():
        mean, error = run.correct / len(run.flat), _clustered_stderr(run.flat, run.problem)
        return mean - 1.96 * error, mean + 1.96 * error

    return {"mean ± 1.96 clustered_stderr(samples, problem)": clustered}


def pair(base, candidate):
    def ask():
        test = _paired_ttest(candidate.means, base.means)
        return test["ci_lower"], test["ci_upper"], test["p_value"]

    return {"paired_ttest(means b, means a)": ask}
