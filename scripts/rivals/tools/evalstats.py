"""evalstats (promptstats before): the samples as runs of each item, and problem means."""

import pandas
from evalstats import compare, load_from, mean_ci

REQUIRES = ["evalstats==0.3.3"]


def _samples(**runs):
    rows = [
        (name, i, j, x)
        for name, run in runs.items()
        for i, s in enumerate(run.samples)
        for j, x in enumerate(s)
    ]
    return load_from(pandas.DataFrame(rows, columns=["model", "item", "run", "score"]))


def _means(**runs):
    rows = [(name, i, m) for name, run in runs.items() for i, m in enumerate(run.means)]
    return load_from(pandas.DataFrame(rows, columns=["model", "item", "score"]))


def single(run):
    def by_samples():
        # compare() wants two entities: the run beside itself; its own interval is read
        frame = compare(_samples(m=run, other=run), factors="model").to_frame()["entities"]
        row = frame[frame["entity"] == "m"].iloc[0]
        return row["ci_low"], row["ci_high"]

    def by_means():
        result = mean_ci(run.means)
        return result.ci_low, result.ci_high, None, str(result.method)

    return {'compare(samples as runs, factors="model")': by_samples, "mean_ci(means)": by_means}


def pair(base, candidate):
    def ask(table):
        row = compare(table(a=base, b=candidate), factors="model").to_frame()["pairwise"].iloc[0]
        limits = (row["ci_low"], row["ci_high"])
        if row["a"] == "a":
            limits = (-limits[1], -limits[0])
        return (*limits, row["p_value"])

    return {
        'compare(samples as runs, factors="model")': lambda: ask(_samples),
        'compare(means, factors="model")': lambda: ask(_means),
    }
