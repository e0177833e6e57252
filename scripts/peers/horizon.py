"""METR's time-horizon fit by scikit-learn: a weighted logistic on the log of a task's minutes.

    horizon.py all_runs.jsonl   fits METR's runs of January 2025, beside what was noted of them

The fit: scikit-learn's LogisticRegression with C = 1/0.1, weights 1 / (runs of the task x the
square root of its family's number of tasks), made to sum to 1; a fractional outcome is split into
a success and a failure.
"""

import json
import math
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

RIDGE = 0.1
# minutes at 50 %, METR's runs of January 2025
NOTED = {
    "Claude 3 Opus": 4.05,
    "Claude 3.5 Sonnet (Old)": 22.07,
    "Claude 3.5 Sonnet (New)": 60.52,
    "GPT-4 0314": 3.67,
    "GPT-4 Turbo": 3.45,
    "GPT-4o": 6.98,
    "o1-preview": 37.9,
    "o1": 42.4,
}


def fit(log2_minutes, outcomes, weights):
    """(intercept, slope): fractions as two weighted halves, no penalty on the intercept."""
    x = np.concatenate([log2_minutes, log2_minutes])[:, None]
    y = np.concatenate([np.ones(len(outcomes)), np.zeros(len(outcomes))])
    w = np.concatenate([weights * outcomes, weights * (1 - outcomes)])
    kept = w > 0
    model = LogisticRegression(C=1 / RIDGE, tol=1e-12, max_iter=10_000, solver="newton-cholesky")
    model.fit(x[kept], y[kept], sample_weight=w[kept])
    return float(model.intercept_[0]), float(model.coef_[0, 0])


def minutes_at(intercept, slope, success=0.5):
    return 2 ** ((math.log(success / (1 - success)) - intercept) / slope)


def metr_weights(tasks):
    """[(family, runs), ...] to a weight a run, all runs summing to 1."""
    families = Counter(family for family, _ in tasks)
    weights = np.array([1 / (runs * math.sqrt(families[family])) for family, runs in tasks])
    return weights / sum(w * runs for w, (_, runs) in zip(weights, tasks))


def read(path):
    """{agent: [(minutes, family, runs, successes), ...]}, a task each."""
    found = defaultdict(lambda: defaultdict(lambda: [0.0, "", 0, 0]))
    for line in open(path):
        run = json.loads(line)
        task = found[run["alias"]][run["task_id"]]
        task[0], task[1] = run["human_minutes"], run["task_family"]
        task[2] += 1
        task[3] += run["score_binarized"]
    return {agent: list(tasks.values()) for agent, tasks in found.items()}


def horizons(path):
    """{agent: minutes at 50 %}; None where every run failed or every one succeeded."""
    result = {}
    for agent, tasks in read(path).items():
        solved, runs = sum(t[3] for t in tasks), sum(t[2] for t in tasks)
        if solved in (0, runs):
            result[agent] = None
            continue
        weights = metr_weights([(t[1], t[2]) for t in tasks]) * np.array([t[2] for t in tasks])
        x = np.log2([t[0] for t in tasks])
        y = np.array([t[3] / t[2] for t in tasks])
        result[agent] = minutes_at(*fit(x, y, weights))
    return result


def recorded(path):
    """LogisticLineTests.swift's: (log2 minutes, outcomes, weights, intercept, slope)."""
    entry = re.compile(
        r"minutes: \[([^\]]*)\],\s*outcomes: \[([^\]]*)\],\s*weights: "
        r"(?:\[Double\]\(repeating: (\S+), count: \d+\)|\[([^\]]*)\]),"
        r"\s*intercept: (\S+), slope: (\S+)\)"
    )
    numbers = lambda text: np.array([float(v) for v in text.split(",")])
    for minutes, outcomes, repeated, listed, intercept, slope in entry.findall(
        Path(path).read_text()
    ):
        x = np.log2(numbers(minutes))
        w = np.full(len(x), float(repeated)) if repeated else numbers(listed)
        yield x, numbers(outcomes), w / w.sum(), float(intercept), float(slope)


def main(argument):
    for agent, minutes in sorted(horizons(argument).items()):
        noted = NOTED.get(agent)
        gap = "" if noted is None or minutes is None else f"{minutes / noted - 1:+.2%}"
        print(
            f"{agent:28} {'refused' if minutes is None else f'{minutes:9.3f}'} {noted or '':>7} {gap}"
        )


if __name__ == "__main__":
    main(sys.argv[1])
