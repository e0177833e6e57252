"""inspect_ai: the metrics and reducers that it applies to a log's scores, called directly."""

from inspect_ai.scorer import SampleScore, Score, ci, ci_wilson, stderr
from inspect_ai.scorer import pass_at as pass_at_reducer

REQUIRES = ["inspect-ai==0.3.285"]


def _scores(values):
    return [
        SampleScore(score=Score(value=float(v)), sample_id=str(i)) for i, v in enumerate(values)
    ]


def _stderr(values):
    mean, error = sum(values) / len(values), stderr()(_scores(values))
    return mean - 1.96 * error, mean + 1.96 * error


def _limits(metric, values):
    limits = metric(_scores(values))
    return limits["lower"], limits["upper"]


def _reduced(run, k):
    reduce = pass_at_reducer(k)
    return [reduce([Score(value=float(x)) for x in s]).value for s in run.samples]


def single(run):
    return {
        "mean ± 1.96 stderr()": lambda: _stderr(run.means),
        "ci()": lambda: _limits(ci(), run.means),
        "ci_wilson()": lambda: _limits(ci_wilson(), run.means),
    }


def pass_at(run, k):
    return {
        f"mean ± 1.96 stderr() after pass_at({k})": lambda: _stderr(_reduced(run, k)),
        f"ci_wilson() after pass_at({k})": lambda: _limits(ci_wilson(), _reduced(run, k)),
    }
