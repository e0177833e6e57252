#!/usr/bin/env python3
"""Asks one tool about the data, inside that tool's own environment.

    ask.py tools/TOOL.py counts.csv NUMBERING

Prints one line of JSON: {"version": ..., "answers": [[question, benchmark, call, answer], ...]},
where an answer is {"lower", "upper", "p", "note"} or {"error"}.

A tool is a file that names REQUIRES (what pip installs) and, as far as the tool can answer,

    single(run)            {call: function}   limits of pass@1
    pass_at(run, k)        {call: function}   limits of pass@k
    pair(base, candidate)  {call: function}   limits, and p if there is one, of candidate - base

A call is written as a user of the tool would write it, and stands so on the page.
"""

import csv
import importlib.metadata
import importlib.util
import json
import math
import random
import sys
import warnings
from math import comb
from pathlib import Path


class Run:
    """One run's samples on one benchmark: a list of 0 and 1 a problem."""

    def __init__(self, samples):
        self.samples = samples
        self.means = [sum(s) / len(s) for s in samples]
        self.flat = [x for s in samples for x in s]
        self.problem = [i for i, s in enumerate(samples) for _ in s]
        self.correct = sum(self.flat)

    def pass_at(self, k):
        """The unbiased estimate of each problem."""
        return [1 - comb(len(s) - sum(s), k) / comb(len(s), k) for s in self.samples]


def load(path, numbering):
    """{benchmark: {run: Run}}. Which of a problem's samples are the correct ones is a shuffle, fixed
    by the numbering: another numbering has the same counts in another order."""
    counts = {}
    for row in csv.DictReader(open(path, newline="")):
        samples = [1] * int(row["c"]) + [0] * (int(row["n"]) - int(row["c"]))
        key = f"{numbering}/{row['benchmark']}/{row['run']}/{row['problem']}"
        random.Random(key).shuffle(samples)
        counts.setdefault(row["benchmark"], {}).setdefault(row["run"], []).append(samples)
    return {b: {r: Run(s) for r, s in runs.items()} for b, runs in counts.items()}


def number(value):
    """A JSON number; None for NaN and infinities."""
    value = float(value)
    return value if math.isfinite(value) else None


def answer(function):
    """What the tool says: (lower, upper) or (lower, upper, p) or (lower, upper, p, note)."""
    try:
        lower, upper, p, note = [*function(), None, None][:4]
    except Exception as error:
        return {"error": f"{type(error).__name__}: {str(error).splitlines()[0][:120]}"}
    return {
        "lower": None if lower is None else number(lower),
        "upper": None if upper is None else number(upper),
        "p": None if p is None else number(p),
        "note": note or "",
    }


def questions(tool, data):
    """(question, benchmark, call, function), every question that the tool has an answer to."""
    for benchmark, runs in data.items():
        for name, run in runs.items():
            for call, function in getattr(tool, "single", lambda _: {})(run).items():
                yield f"{name} pass@1", benchmark, call, function
            for call, function in getattr(tool, "pass_at", lambda *_: {})(run, 8).items():
                yield f"{name} pass@8", benchmark, call, function
        for call, function in getattr(tool, "pair", lambda *_: {})(
            runs["base"], runs["rl"]
        ).items():
            yield "rl - base", benchmark, call, function


def main(path, data, numbering):
    warnings.filterwarnings("ignore")
    spec = importlib.util.spec_from_file_location("asked_tool", path)
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    package = Path(path).stem.replace("_", "-")
    answers = [[q, b, call, answer(f)] for q, b, call, f in questions(tool, load(data, numbering))]
    print("\n" + json.dumps({"version": importlib.metadata.version(package), "answers": answers}))


if __name__ == "__main__":
    main(*sys.argv[1:])
