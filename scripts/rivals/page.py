"""The page docs/rivals.md, from what the tools answered."""

# Differences that are only rounding: between sums in another order, and between a limit that is 1 and
# one that a quantile function leaves 3e-7 below.
ROUNDING = 1e-9
HAIR = 1e-6
NOT_ASKED = [
    ("bayes_evals", "not on PyPI under that name"),
    ("evaluatellm", "an R package; this page needs only Python"),
]


class Method:
    """One call of one tool: its answers to every question, in three askings."""

    def __init__(self, tool, version, call, askings):
        self.tool, self.version, self.call, self.askings = tool, version, call, askings

    def answer(self, question, benchmark):
        return self.askings[0].get((question, benchmark, self.call))

    def same(self, other, questions):
        """Whether the first asking and another gave the same numbers to these questions."""

        def said(asking):
            return [
                asking.get((q, b, self.call), {}).get(x)
                for q, b in questions
                for x in ("lower", "upper", "p")
            ]

        pairs = zip(said(self.askings[0]), said(self.askings[other]))
        return all(a == b or None not in (a, b) and abs(a - b) < ROUNDING for a, b in pairs)


def methods(found, questions):
    """Every call that answers one of the questions, in the order of the tools."""
    listed = []
    for tool, version, askings, reason in found:
        calls = dict.fromkeys(c for a in askings[:1] for q, b, c in a if (q, b) in questions)
        listed += [Method(tool, version, call, askings) for call in calls]
    return listed


def limits(answer):
    """The limits to four decimals; three where something is to be said instead."""
    if answer is None:
        return ""
    if "error" in answer:
        return "fails: " + answer["error"].split(":")[0]
    if not given(answer):
        return "–" if answer["p"] is not None else "NaN"
    return f"{answer['lower']:.4f} {answer['upper']:.4f}".replace("-", "−")


def given(answer):
    return (
        answer is not None
        and "error" not in answer
        and None not in (answer["lower"], answer["upper"])
    )


def yes(value):
    return "yes" if value else "**no**"


def probability(p):
    return "" if p is None else "<0.0001" if p < 0.00005 else f"{p:.4f}"


def width(answer):
    """Of an interval, marked where there is none."""
    if not given(answer):
        return "none"
    wide = answer["upper"] - answer["lower"]
    return "**0**" if wide < 1e-12 else f"{wide:.4f}" if wide >= 0.0001 else f"{wide:.0e}"


def means(data, question, benchmark):
    """The point estimate that a question is about."""
    runs = data[benchmark]
    average = lambda values: sum(values) / len(values)
    if question == "rl - base":
        return average(runs["rl"].means) - average(runs["base"].means)
    name, at = question.split(" pass@")
    return average(runs[name].pass_at(int(at)))


def holds(method, data, questions):
    """Whether every interval given holds its estimate; None where none is given."""
    checks = [
        a["lower"] - HAIR <= means(data, q, b) <= a["upper"] + HAIR
        for q, b in questions
        if given(a := method.answer(q, b))
    ]
    return all(checks) if checks else None


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows]) + "\n"


def asked_as(method):
    """Code, but for words and for ours, which is called by its method and target."""
    words = "±" in method.call or method.tool == "passcurve" or " of " in method.call
    return method.call if words else f"`{method.call}`"


def repeatable(method, questions):
    """The cells "same twice" and "same renumbered"."""
    twice = method.same(1, questions)
    return [yes(twice), yes(method.same(2, questions)) if twice else "–"]


def one_run(found, data, k, shown):
    """The table of intervals for one run."""
    every = [(f"{run} pass@{k}", b) for b, runs in data.items() for run in runs]
    rows = []
    for m in methods(found, every):
        answers = [a for q, b in every if given(a := m.answer(q, b))]
        inside = all(a["lower"] >= -ROUNDING and a["upper"] <= 1 + ROUNDING for a in answers)
        kept = holds(m, data, every)
        rows.append(
            [
                m.tool,
                asked_as(m),
                *(limits(m.answer(q, b)) for q, b in shown),
                *repeatable(m, every),
                "" if kept is None else yes(kept),
                yes(inside),
                width(m.answer(f"rl pass@{k}", "ceiling")),
            ]
        )
    head = [
        "tool",
        "asked as",
        *(f"{b}, {q.split()[0]} ({means(data, q, b):.4f})" for q, b in shown),
        "same twice",
        "same renumbered",
        "holds the estimate",
        "within 0…1",
        "width at 30 of 30 perfect",
    ]
    return table(head, rows), rows


def differences(found, data):
    """The table of rl - base."""
    every = [("rl - base", b) for b in data]
    rows = []
    for m in methods(found, every):
        answers = [m.answer(q, b) for q, b in every]
        both = [a for a in answers if given(a) and a["p"] is not None]
        agree = all((a["p"] < 0.05) == (a["lower"] > 0 or a["upper"] < 0) for a in both)
        notes = "; ".join(dict.fromkeys(a["note"] for a in answers if a and a.get("note")))
        cells = []
        for a in answers:
            cells += [limits(a), probability(a.get("p")) if a else ""]
        kept = holds(m, data, every)
        rows.append(
            [
                m.tool,
                asked_as(m) + (f" ({notes})" if notes else ""),
                *cells,
                *repeatable(m, every),
                "" if kept is None else yes(kept),
                yes(agree) if both else "",
            ]
        )
    head = ["tool", "asked as"]
    for q, b in every:
        head += [f"{b} ({means(data, q, b):+.4f})".replace("-", "−"), "p"]
    return table(
        head + ["same twice", "same renumbered", "holds the estimate", "p agrees with interval"],
        rows,
    )


def claims(found, benchmark):
    """[(p, tool)] of the others' tests of rl - base, ascending."""
    return sorted(
        (a["p"], m.tool)
        for m in methods(found, [("rl - base", benchmark)])
        if m.tool != "passcurve"
        and (a := m.answer("rl - base", benchmark))
        and a.get("p") is not None
    )


def ours(found, question, benchmark):
    """The default's answer, for problems like these."""
    return next(
        m.answer(question, benchmark)
        for m in methods(found, [(question, benchmark)])
        if m.tool == "passcurve" and m.call.endswith("population")
    )


def written(found, data):
    single, rows = one_run(
        found,
        data,
        1,
        [
            ("base pass@1", "aime"),
            ("base pass@1", "crossing"),
            ("base pass@1", "ceiling"),
            ("rl pass@1", "ceiling"),
        ],
    )
    eight, _ = one_run(
        found,
        data,
        8,
        [("base pass@8", "aime"), ("base pass@8", "crossing"), ("rl pass@8", "ceiling")],
    )
    others = [r for r in rows if r[0] != "passcurve"]
    tests = claims(found, "aime")
    perfect = ours(found, "rl pass@1", "ceiling")
    asked = table(["tool", "version"], [[t, v] for t, v, _, reason in found if reason is None])
    missing = table(
        ["tool", "why"], [[t, r] for t, _, _, r in found if r] + [list(n) for n in NOT_ASKED]
    )
    return TEXT.format(
        single=single,
        eight=eight,
        pairs=differences(found, data),
        asked=asked,
        missing=missing,
        tools=sum(reason is None for _, _, _, reason in found) - 1,
        others=len(others),
        flat=sum(r[-1] == "**0**" for r in others),
        none=sum(r[-1] == "none" for r in others),
        perfect=limits(perfect).replace(" ", " to "),
        least=f"{tests[0][0]:.4f}",
        who_least=tests[0][1],
        most=f"{tests[-1][0]:.2f}",
        who_most=tests[-1][1],
        tests=len(tests),
        significant=sum(p < 0.05 for p, _ in tests),
        p_ours=f"{ours(found, 'rl - base', 'aime')['p']:.2f}",
    )


TEXT = """# What other tools answer

`make rivals` asks {tools} tools and passcurve the same questions about the same small data and writes this
page. It needs Python 3.12, PyPI and 3 GB for the tools' environments (`.build-rivals`), and is no part of
the tests. Resampling without a seed gives other digits each time: such rows say "same twice: no".

The data (`scripts/rivals/counts.csv`) are simulated, seed in `make_data.py`: two runs, base and rl, 64
samples a problem. *aime*: 30 problems from never solved to nearly always, rl a little better on most.
*ceiling*: 30 problems, base misses 8 samples of four problems, rl none. *crossing*: 100 problems, rl ahead
at one attempt, base at many. Limits are at 95 %.

How each was asked: with its defaults, on what it takes: problem means (c/n), all samples, or samples
grouped by problem; several ways where its documentation offers several. "Asked as" is the call, with
`means` for problem means, `values` for problem pass@k, `a` for base and `b` for rl. Three processes each:
twice the same, and once with every problem's samples in another order, which changes no count. Where a
tool gives a standard error only, ±1.96 of it is ours. The calls stand in `scripts/rivals/tools`; corrections
are welcome. Ours was `passcurve estimate samples.csv --k 1,8`, with `--comparisons` for differences, and
is named by its method and target.

| column | meaning |
|---|---|
| same twice | two processes give the same numbers (within 1e-9) |
| same renumbered | so does the third, its samples in another order; – where the first two differ already |
| holds the estimate | every interval holds the mean over problems of c/n, or of the unbiased pass@k |
| width at 30 of 30 perfect | of *ceiling*, rl; "none" where the tool gives no limits |
| p agrees with interval | p < 0.05 exactly where the interval excludes 0, in all three comparisons |

Not every interval answers one question. Those from all samples as one (Wilson, Jeffreys and Newcombe on
1,920 samples) take samples for independent; scorio's are about these very problems, around a posterior mean
that is drawn towards 1/2 (pass@1) and so not around the unbiased estimate. The others, and our default, are
about problems like these. The first two kinds are narrower because they say less.

## What to see

- With every sample right, {flat} of the other tools' {others} ways to an interval give one without width
  and {none} give none. 30 of 30 do not prove 100 % for problems like these; ours is {perfect} there.
- On one and the same pair (*aime*), the others' p goes from {least} ({who_least}) to {most} ({who_most}):
  by whether pairs are used, whether every sample is, and what the test takes for random. {significant} of
  their {tests} are below 0.05; ours is {p_ours}.
- So ours is wide for differences of few problems. It allows for problems, not among these 30, that change
  entirely ([statistics](statistics.md)); a paired t interval takes it that there are none. Who accepts that may
  use t, and should say so.
- Wilson on all samples is 4 (*crossing*) to 7 times (*aime*) narrower than an interval over problems: too
  narrow for problems like these, and wider than need be for these problems, unless all are equally hard.
- Where p and interval come from different methods they may part: on *ceiling* four percentile intervals
  exclude 0 beside a p above 0.05 ("p agrees with interval").

## One run, pass@1

{single}
## One run, pass@8

Tools that know pass@k, and two that are given each problem's unbiased value.

{eight}
## rl − base, pass@1

{pairs}
"–" where a test gives p and no limits. evalsig's note names the test it chose, and the difference where that
is not the data's: of several epochs its version 0.1.2 compares the first (a comment in its source says so).

## Versions

{asked}
## Not asked

{missing}"""
