#!/usr/bin/env python3
"""Compares passcurve's numbers with scipy, statsmodels, scikit-learn and references of our own.

    agreement.py --passcurve BINARY --page docs/agreement.md [--metr all_runs.jsonl]

Exits 1 where a difference is above what is allowed. What the program under test does not offer is
listed as not compared. Takes about two minutes.
"""

import argparse
import csv
import io
import random
import re
import subprocess
import sys
import tempfile
from importlib.metadata import version
from math import comb, sqrt
from pathlib import Path

import mpmath
import numpy as np
from scipy import stats
from statsmodels.stats.multitest import multipletests

import horizon
import mixture_score
from weighted_mean import gaffke, jeffreys

HERE = Path(__file__).resolve().parent
DATA = HERE.parent / "rivals" / "counts.csv"
LOGISTIC_TESTS = HERE.parent.parent / "Tests/StatsTests/LogisticLineTests.swift"
HOCHBERG_TESTS = HERE.parent.parent / "Tests/StatsTests/Comparisons/BenjaminiHochbergTests.swift"
REPLICATES = 100_000
KS = (1, 8, 64)
LEVEL = 0.95
PRINTED = 1e-10  # limits are printed to ten decimals, rounded outward
# the program calibrates a band on 4,096 draws of its own: 4.5 of their standard errors
BAND = 4.5 * sqrt(0.95 * 0.05 / 4096)
# a share of 0.025 counted in as many resamples of ours as of scipy's: 5 standard errors
SHARE = 5 * sqrt(2 * 0.025 * 0.975 / REPLICATES)


class Tables:
    """What the program prints of counts.csv, asked once for each set of options."""

    def __init__(self, binary, data):
        self.binary, self.data, self.asked = binary, data, {}

    def rows(self, *options):
        """The rows, or None where the program does not know the options."""
        if options not in self.asked:
            result = subprocess.run(
                [self.binary, "estimate", str(self.data), "--k", ",".join(map(str, KS)), *options],
                capture_output=True,
                text=True,
            )
            if result.returncode not in (0, 2):
                sys.exit(f"passcurve {' '.join(options)}: {result.stderr}")
            self.asked[options] = (
                None if result.returncode else list(csv.DictReader(io.StringIO(result.stdout)))
            )
        return self.asked[options]

    def of(self, target, *options):
        rows = self.rows(*options)
        return rows and [r for r in rows if r["target"] == target]


class Check:
    """One line of the page: the largest difference met, and whether it is allowed."""

    def __init__(self, what, against, allowed, unit=""):
        self.what, self.against, self.allowed, self.unit = what, against, allowed, unit
        self.count, self.worst, self.note = 0, 0.0, ""

    def meet(self, difference):
        self.count += 1
        self.worst = max(self.worst, abs(difference))

    @property
    def failed(self):
        return self.count > 0 and not self.worst <= self.allowed

    def row(self):
        if not self.count:
            return [self.what, self.against, "0", "", "", self.note or "not offered by this build"]
        return [
            self.what,
            self.against,
            str(self.count),
            f"{self.worst:.1e}{self.unit}",
            f"{self.allowed:.1e}{self.unit}",
            "**no**" if self.failed else "yes",
        ]


def load(path):
    """{benchmark: {run: [(n, c), ...]}}."""
    found = {}
    for row in csv.DictReader(open(path, newline="")):
        found.setdefault(row["benchmark"], {}).setdefault(row["run"], []).append(
            (int(row["n"]), int(row["c"]))
        )
    return found


def values(tallies, k):
    return [1 - comb(n - c, k) / comb(n, k) for n, c in tallies]


def single(row, data):
    return values(data[row["benchmark"]][row["run"]], int(row["k"]))


def paired(row, data):
    runs, k = data[row["benchmark"]], int(row["k"])
    return [
        b - a for a, b in zip(values(runs[row["baseline"]], k), values(runs[row["candidate"]], k))
    ]


def limits(row):
    return None if not row["lower"] else (float(row["lower"]), float(row["upper"]))


def both(tables, target, *options):
    """(row, whether it is a difference) of curves and comparisons."""
    for flag in ((), ("--comparisons",)):
        for row in tables.of(target, *options, *flag) or []:
            yield row, bool(flag)


def default(tables, data):
    check = Check(
        "Jeffreys-Dirichlet limits, one run and differences",
        "numerical inversion (`weighted_mean.py`)",
        1e-9,
    )
    p_value = Check("its p of a difference", "the same", 1e-9)
    for row, is_pair in both(tables, "population"):
        x = paired(row, data) if is_pair else single(row, data)
        mean = jeffreys(x, low=-1.0 if is_pair else 0.0)
        estimate = sum(x) / len(x)
        low, high = limits(row)
        check.meet(low - min(mean.quantile(0.025), estimate))
        check.meet(high - max(mean.quantile(0.975), estimate))
        if is_pair:
            below = mean.cumulative(0.0)
            p_value.meet(float(row["p_value"]) - 2 * min(below, 1 - below))
    return [check, p_value]


def high_precision(tables, data):
    """The same distribution in 30 digits, at the printed limits of one run."""
    check = Check(
        "the share below the printed limits (aime, base, pass@1)",
        f"mpmath {mpmath.__version__}, 30 digits",
        1e-9,
    )
    row = next(
        r
        for r in tables.of("population")
        if (r["benchmark"], r["run"], r["k"]) == ("aime", "base", "1")
    )
    law = jeffreys(single(row, data))
    with mpmath.workdps(30):
        for limit, share in zip(limits(row), (0.025, 0.975)):
            gaps = [(mpmath.mpf(v) - mpmath.mpf(limit), a) for v, a in zip(law.v, law.a)]
            turn = lambda u: sum(a * mpmath.atan(u * s) for s, a in gaps)
            size = lambda u: mpmath.exp(-sum(a * mpmath.log1p((u * s) ** 2) for s, a in gaps) / 2)
            integral = mpmath.quad(
                lambda t: size(mpmath.e**t) * mpmath.sin(turn(mpmath.e**t)),
                mpmath.linspace(-60, 30, 31),
            )
            check.meet(float(0.5 - integral / mpmath.pi - share))
    return [check]


def simulated(tables, data):
    draws, check = (
        2_000_000,
        Check(
            "the share of simulated means beyond each limit, less 2.5 %",
            "2,000,000 Dirichlet draws a run (numpy)",
            5 * sqrt(0.025 * 0.975 / 2_000_000),
        ),
    )
    for i, row in enumerate(r for r in tables.of("population") if r["benchmark"] == "aime"):
        generator = np.random.default_rng(100 + i)
        law, (low, high) = jeffreys(single(row, data)), limits(row)
        below = above = 0
        for _ in range(20):
            means = law.draws(generator, draws // 20)
            below += (means < low).sum()
            above += (means > high).sum()
        check.meet(below / draws - 0.025)
        check.meet(above / draws - 0.025)
    return [check]


def student(tables, data):
    check = Check(
        "`--interval t`, one run and differences, clipped to the possible",
        f"scipy {version('scipy')} `t.interval`",
        1e-9,
    )
    for row, is_pair in both(tables, "population", "--interval", "t"):
        x = paired(row, data) if is_pair else single(row, data)
        if np.std(x) == 0:
            continue  # scipy says NaN, ours that there is no width
        low, high = stats.t.interval(LEVEL, len(x) - 1, np.mean(x), stats.sem(x))
        check.meet(limits(row)[0] - max(low, -1.0 if is_pair else 0.0))
        check.meet(limits(row)[1] - min(high, 1.0))
    return [check]


def share_apart(distribution, limit, share):
    """How far `share` lies from those that `limit` is a quantile of: 0 where it is one."""
    below, upto = (distribution < limit - 1e-9).mean(), (distribution <= limit + 1e-9).mean()
    return max(0.0, below - share, share - upto)


def resampled(tables, data, method):
    """Where a difference has another method than single values do, only the latter are compared."""
    options = ("--interval", method, "--replicates", str(REPLICATES), "--seed", "7")
    check = Check(
        f"`--interval {method} --replicates {REPLICATES} --seed 7`: distance of each limit from "
        "the quantile, as a share of resamples",
        f"scipy {version('scipy')} `bootstrap`, as many",
        SHARE * (1 if method == "percentile" else 2),
    )
    # as discrete as the mean of 30 values of 0 and 1 at k = n: a step apart at most
    apart = Check("the same limits, on their own scale", "the same", 1 / 30)
    for i, (row, is_pair) in enumerate(both(tables, "population", *options)):
        x = np.array(paired(row, data) if is_pair else single(row, data))
        if x.std() < 1e-12 or row["method"] != method:
            continue
        result = stats.bootstrap(
            (x,),
            np.mean,
            n_resamples=REPLICATES,
            batch=5000,
            method={"percentile": "percentile", "bca": "BCa"}[method],
            rng=np.random.default_rng(i),
        )
        drawn = result.bootstrap_distribution
        for ours, theirs, tail in zip(limits(row), result.confidence_interval, (0.025, 0.975)):
            if method == "bca":  # the tail that BCa chose
                tail = ((drawn < theirs - 1e-9).mean() + (drawn <= theirs + 1e-9).mean()) / 2
            check.meet(share_apart(drawn, ours, tail))
            apart.meet(ours - theirs)
    return [check, apart]


def gaffke_limits(tables, data):
    check = Check(
        "`--interval gaffke`, one run, and weight 1 for differences",
        "numerical inversion (`weighted_mean.py`)",
        1e-9,
    )
    for row, is_pair in both(tables, "population", "--interval", "gaffke"):
        if is_pair:
            x = paired(row, data)
            law = jeffreys(x, low=-1.0, weight=1.0)
            low, high = law.quantile(0.025), law.quantile(0.975)
        else:
            x = single(row, data)
            low, high = gaffke(x)
        check.meet(limits(row)[0] - min(low, np.mean(x)))
        check.meet(limits(row)[1] - max(high, np.mean(x)))
    return [check]


def adjusted(tables, data):
    rows = tables.of("population", "--comparisons")
    claims = [r for r in rows if r["p_adjusted"]]
    check = Check(
        "Holm-adjusted p of the report's claims",
        f"statsmodels {version('statsmodels')} `multipletests`",
        1e-9,
    )
    expected = multipletests([float(r["p_value"]) for r in claims], method="holm")[1]
    for row, p in zip(claims, expected):
        check.meet(float(row["p_adjusted"]) - p)
    held = Check("Benjamini-Hochberg, the values that the tests hold", "the same, `fdr_bh`", 1e-15)
    for p_values, adjusted_values in recorded_families():
        for found, value in zip(adjusted_values, multipletests(p_values, method="fdr_bh")[1]):
            held.meet(found - value)
    return [check, held]


def recorded_families():
    """(p-values, adjusted) as BenjaminiHochbergTests.swift has them: its first numbers in brackets."""
    text = HOCHBERG_TESTS.read_text()
    arguments = text[text.index("@Test(arguments: [") : text.index("])\n  func")]
    numbers = re.findall(r"\[\s*([\d.,\s]+?)\s*\]", arguments)
    lists = [[float(x) for x in found.split(",") if x.strip()] for found in numbers]
    return zip(lists[::2], lists[1::2])


def fixed(tables, data):
    check = Check(
        "mixture-score limits, one run, these problems",
        "a second implementation (`mixture_score.py`)",
        2e-6,
    )
    pairs = Check("their difference by square-and-add", "the same", 4e-6)
    reference = Check(
        "(the second implementation itself)", "28 published limits, six decimals", 1e-6
    )
    for n, counts, expected in mixture_score.REFERENCE:
        for k, known in expected.items():
            got = mixture_score.limits([(n, c) for c in counts], k)
            for g, r in zip(got, known):
                reference.meet(g - r)
    known = {}

    def limit(benchmark, run, k):
        key = benchmark, run, k
        if key not in known:
            known[key] = mixture_score.limits(data[benchmark][run], k)
        return known[key]

    for row, is_pair in both(tables, "fixed"):
        if limits(row) is None:
            continue
        b, k = row["benchmark"], int(row["k"])
        if is_pair:
            low, _, high = mixture_score.mover(
                limit(b, row["baseline"], k), limit(b, row["candidate"], k)
            )
            pairs.meet(limits(row)[0] - max(low, -1.0))
            pairs.meet(limits(row)[1] - min(high, 1.0))
        else:
            low, _, high = limit(b, row["run"], k)
            check.meet(limits(row)[0] - low)
            check.meet(limits(row)[1] - high)
    return [reference, check, pairs]


def bands(tables, data):
    """The share of simulated curves inside a printed band, and whether its points share a level."""
    draws, check = (
        200_000,
        Check(
            "the share of whole curves inside a simultaneous band, less 95 %, one run and differences",
            "200,000 Dirichlet curves (numpy)",
            BAND,
        ),
    )
    level = Check("the spread over k of a band's pointwise tails", "numerical inversion", 1e-9)
    groups = {}
    for row, is_pair in both(tables, "population"):
        if row["band_lower"]:
            who = (row["benchmark"], row["baseline"] if is_pair else row["run"], is_pair)
            groups.setdefault(who, []).append(row)
    for i, ((_, _, is_pair), rows) in enumerate(sorted(groups.items())):
        x = np.array([paired(r, data) if is_pair else single(r, data) for r in rows])
        bottom = -1.0 if is_pair else 0.0
        low = np.array([float(r["band_lower"]) for r in rows])
        high = np.array([float(r["band_upper"]) for r in rows])
        generator = np.random.default_rng(i)
        weight = np.concatenate([np.ones(x.shape[1]), [0.5, 0.5]])
        ends = np.concatenate([x, np.full((len(x), 1), bottom), np.ones((len(x), 1))], axis=1)
        inside = 0
        for _ in range(20):
            g = generator.standard_gamma(weight, size=(draws // 20, len(weight)))
            curves = (g @ ends.T) / g.sum(1)[:, None]
            # a limit moved to the estimate, at 0 or 1, bounds nothing on its side
            fits = ((curves >= low) | (low >= x.mean(1) - 1e-9)) & (
                (curves <= high) | (high <= x.mean(1) + 1e-9)
            )
            inside += fits.all(1).sum()
        free = [
            j for j, v in enumerate(x) if low[j] < v.mean() - 1e-6 and high[j] > v.mean() + 1e-6
        ]
        if len(free) < len(x):
            continue  # a one-sided curve: its other side is not calibrated
        check.meet(inside / draws - 0.95)
        tails = [jeffreys(v, low=bottom).cumulative(at) for v, at in zip(x, low)]
        level.meet(max(tails) - min(tails))
    return [check, level]


def horizons(metr):
    package = f"scikit-learn {version('scikit-learn')} `LogisticRegression`"
    fits = Check(
        "the logistic fits of time horizons that the tests hold, intercept and slope", package, 1e-7
    )
    if not LOGISTIC_TESTS.exists():
        fits.note = "no such tests in this tree"
    else:
        for x, y, w, intercept, slope in horizon.recorded(LOGISTIC_TESTS):
            for found, held in zip(horizon.fit(x, y, w), (intercept, slope)):
                fits.meet(found - held)
    noted = Check(
        "minutes at 50 % of METR's runs of January 2025 that the tests hold, as shares",
        package,
        0.01,
    )
    if metr is None:
        noted.note = "needs METR's `all_runs.jsonl` (`--metr`)"
    else:
        for agent, minutes in horizon.horizons(metr).items():
            if agent in horizon.NOTED:
                noted.meet(minutes / horizon.NOTED[agent] - 1)
    return [fits, noted]


def ragged(folder):
    """Another table of counts, where problems have 64, 80 or 128 samples."""
    chance, path = random.Random(11), Path(folder) / "ragged.csv"
    with open(path, "w", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["run", "benchmark", "problem", "n", "c"])
        for run in ("base", "rl"):
            for problem in range(45):
                n = (64, 80, 128)[problem % 3]
                p = chance.choice([0.0, chance.betavariate(0.3, 3), chance.betavariate(3, 0.5)])
                rows.writerow(
                    [run, "ragged", problem, n, sum(chance.random() < p for _ in range(n))]
                )
    return path


def merged(first, second):
    """One table of counts of two files."""
    text = Path(first).read_text() + Path(second).read_text().split("\n", 1)[1]
    Path(second).write_text(text)
    return Path(second)


def page(checks, shown):
    head = ["passcurve's", "against", "numbers", "largest difference", "allowed", "agrees"]
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(c.row()) + " |" for c in checks]
    return TEXT.format(table="\n".join(lines), versions=shown, replicates=f"{REPLICATES:,}")


TEXT = """# Agreement with other implementations

`make peers-check` compares the program's numbers with packages that others trust and with second
implementations written for the purpose (`scripts/peers`), and writes this page. It needs Python 3.12 and PyPI
and is no part of the tests. {versions}

The data: `scripts/rivals/counts.csv` (30, 30 and 100 problems, 64 samples each, one benchmark at the ceiling)
and 45 problems with 64, 80 or 128 samples; two runs, k = 1, 8 and 64. All at 95 %.

{table}

- Limits are printed to ten decimals, rounded outward: closed forms agree to 1e-10 at best.
- A resampled limit is a quantile of a discrete distribution, counted in {replicates} resamples on either side. Its
  distance is measured as a share of resamples: 0 where our limit is a quantile of scipy's resamples, and allowed
  5 standard errors of the two counts (twice that for BCa, whose tails are estimated as well). Where values do
  not differ at all (30 of 30 perfect) scipy says NaN and ours that there is no width: left out, as for t.
- Mixture-score: the second implementation fits by Newton's method on a barrier problem, the program by another,
  and the tables are exact sums, written independently from the description. It reproduces the published limits
  to their last digit.
- Bands: the program calibrates on a fixed stream of 4,096 draws; the allowance is 4.5 of its standard errors.
  Curves at 0 or 1, where a limit is the estimate, are left out.
- Time horizons: the tests compare the program's fit with the values they hold (to 1e-7), this page those values
  with scikit-learn. METR's runs are METR's and no part of this repository: of eight agents the minutes at 50 %.
"""


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--passcurve", required=True)
    parser.add_argument("--page", required=True)
    parser.add_argument("--metr")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = merged(DATA, ragged(folder))
        data, tables = load(path), Tables(arguments.passcurve, path)
        checks = []
        for part in (
            default,
            high_precision,
            simulated,
            gaffke_limits,
            student,
            adjusted,
            fixed,
            bands,
        ):
            print(f"{part.__name__} …", flush=True)
            checks += part(tables, data)
        for method in ("percentile", "bca"):
            print(f"{method} …", flush=True)
            checks += resampled(tables, data, method)
        checks += horizons(arguments.metr)
    shown = subprocess.run(
        [arguments.passcurve, "--version"], capture_output=True, text=True
    ).stdout.strip()
    packages = ", ".join(
        f"{p} {version(p)}" for p in ("numpy", "scipy", "statsmodels", "scikit-learn", "mpmath")
    )
    Path(arguments.page).write_text(page(checks, f"passcurve {shown}; {packages}."))
    for check in checks:
        print(" | ".join(check.row()))
    return 1 if any(c.failed for c in checks) else 0


if __name__ == "__main__":
    sys.exit(main())
