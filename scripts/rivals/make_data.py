#!/usr/bin/env python3
"""Writes counts.csv: two runs, base and rl, on three small benchmarks, 64 samples a problem.

The data that the tools are asked about. It is simulated, so that nobody's results are copied and
the same bytes come back from the same seed.

    aime      30 problems, from never solved to nearly always; rl is a little better on most
    ceiling   30 problems, base misses a few samples of four, rl none
    crossing  100 problems; rl is better at one attempt, base at many
"""

import csv
import random
import sys

SAMPLES = 64
SEED = 20261120


def aime(chance):
    """Success probabilities of one problem under base and rl."""
    kind = chance.random()
    if kind < 0.20:
        base = 0.0
    elif kind < 0.60:
        base = chance.betavariate(0.25, 6)
    elif kind < 0.75:
        base = chance.random()
    else:
        base = chance.betavariate(8, 1)
    return base, base ** chance.uniform(0.1, 1.1)


def crossing(chance):
    """rl sharpens: what base solves sometimes it solves nearly always or hardly ever."""
    base = chance.betavariate(0.9, 1.8)
    sharp = base**2.5 / (base**2.5 + (0.72 * (1 - base)) ** 2.5)
    return base, 0.0 if chance.random() < 0.12 else sharp + 0.2 * (1 - sharp)


def counts(chance, pairs):
    """(base, rl) numbers correct of SAMPLES, one a problem."""
    draw = lambda p: sum(chance.random() < p for _ in range(SAMPLES))
    return [(draw(base), draw(rl)) for base, rl in pairs]


def data():
    """{benchmark: [(base, rl), ...]}."""
    chance = random.Random(SEED)
    missed = [1, 1, 2, 4]
    return {
        "aime": counts(chance, [aime(chance) for _ in range(30)]),
        "ceiling": [(SAMPLES - (missed[i] if i < 4 else 0), SAMPLES) for i in range(30)],
        "crossing": counts(chance, [crossing(chance) for _ in range(100)]),
    }


def main(path):
    with open(path, "w", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["run", "benchmark", "problem", "n", "c"])
        for benchmark, problems in data().items():
            for run, column in (("base", 0), ("rl", 1)):
                for number, correct in enumerate(problems, 1):
                    rows.writerow([run, benchmark, f"{number:03}", SAMPLES, correct[column]])


if __name__ == "__main__":
    main(sys.argv[1])
