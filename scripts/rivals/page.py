"""The page docs/rivals.md, from what the tools answered."""

EPSILON = 1e-9
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
            return [[asking.get((q, b, self.call), {}).get(x) for x in ("lower", "upper", "p")]
                    for q, b in questions]
        return said(self.askings[0]) == said(self.askings[other])


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
    if answer["lower"] is None or answer["upper"] is None:
        return "–" if answer["p"] is not None else "NaN"
    return f"{answer['lower']:.4f} {answer['upper']:.4f}".replace("-", "−")


def given(answer):
    return answer is not None and "error" not in answer and None not in (
        answer["lower"], answer["upper"])


def yes(value):
    return "yes" if value else "**no**"


def probability(p):
    return "" if p is None else f"{p:.4f}"


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
    checks = [a["lower"] - EPSILON <= means(data, q, b) <= a["upper"] + EPSILON
              for q, b in questions if given(a := method.answer(q, b))]
    return all(checks) if checks else None


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows]) + "\n"


def code(call):
    return call if "±" in call or ", population" in call or "these" in call else f"`{call}`"


def one_run(found, data, k, shown):
    """The table of intervals for one run."""
    every = [(f"{run} pass@{k}", b) for b, runs in data.items() for run in runs]
    rows = []
    for m in methods(found, every):
        perfect = m.answer(f"rl pass@{k}", "ceiling")
        flat = given(perfect) and perfect["upper"] - perfect["lower"] < EPSILON
        inside = all(a["lower"] >= -EPSILON and a["upper"] <= 1 + EPSILON
                     for q, b in every if given(a := m.answer(q, b)))
        kept = holds(m, data, every)
        rows.append([m.tool, code(m.call), *(limits(m.answer(q, b)) for q, b in shown),
                     yes(m.same(1, every)), yes(m.same(2, every) or not m.same(1, every))
                     if m.same(1, every) else "–",
                     "" if kept is None else yes(kept), yes(inside),
                     "**0**" if flat else f"{perfect['upper'] - perfect['lower']:.4f}"
                     if given(perfect) else "none"])
    head = ["tool", "asked as", *(f"{b}, {q.split()[0]} ({means(data, q, b):.4f})" for q, b in shown),
            "same twice", "same renumbered", "holds its estimate", "within 0…1",
            "width at 30 of 30 perfect"]
    return table(head, rows), rows


def differences(found, data):
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
        rows.append([m.tool, code(m.call) + (f" ({notes})" if notes else ""), *cells,
                     yes(m.same(1, every)), yes(m.same(2, every)) if m.same(1, every) else "–",
                     "" if kept is None else yes(kept), yes(agree) if both else ""])
    head = ["tool", "asked as"]
    for q, b in every:
        head += [f"{b} ({means(data, q, b):+.4f})".replace("-", "−"), "p"]
    head += ["same twice", "same renumbered", "holds its estimate", "p agrees with interval"]
    return table(head, rows), rows


def range_of_p(found, benchmark):
    """Smallest and largest p with who gave it."""
    said = [(a["p"], m.tool) for m in methods(found, [("rl - base", benchmark)])
            if (a := m.answer("rl - base", benchmark)) and a.get("p") is not None]
    return min(said), max(said)


def written(found, data):
    single, single_rows = one_run(found, data, 1, [
        ("base pass@1", "aime"), ("base pass@1", "crossing"), ("base pass@1", "ceiling"),
        ("rl pass@1", "ceiling")])
    eight, _ = one_run(found, data, 8, [
        ("base pass@8", "aime"), ("base pass@8", "crossing"), ("rl pass@8", "ceiling")])
    pairs, _ = differences(found, data)
    others = [r for r in single_rows if r[0] != "passcurve"]
    flat = sum(r[-1] in ("**0**", "none") for r in others)
    (least, who_least), (most, who_most) = range_of_p(found, "aime")
    asked = table(["tool", "version"], [[t, v] for t, v, _, reason in found if reason is None])
    missing = table(["tool", "why"], [[t, r] for t, _, _, r in found if r] + [list(n) for n in NOT_ASKED])
    return TEXT.format(
        single=single, eight=eight, pairs=pairs, flat=flat, others=len(others), least=f"{least:.4f}",
        who_least=who_least, most=f"{most:.2f}", who_most=who_most, asked=asked, missing=missing,
        tools=sum(reason is None for _, _, _, reason in found) - 1)


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
are welcome.

| column | meaning |
|---|---|
| same twice | both processes give the same digits |
| same renumbered | so does the third, its samples in another order; – where the first two differ already |
| holds its estimate | every interval holds the mean over problems of c/n (or of the unbiased pass@k) |
| width at 30 of 30 perfect | of *ceiling*, rl; "none" where the tool gives no limits |
| p agrees with interval | p < 0.05 exactly where the interval excludes 0, in all three comparisons |

Not every interval answers one question. Limits from all samples as one (Wilson, Jeffreys, Newcombe on
1,920 samples) and scorio's are about these very problems, or take samples for independent; the others, and
our default, are about problems like these. The first kind is narrower because it says less.

## What to see

- With every sample right, {flat} of the other tools' {others} ways to an interval give none or one without
  width. "30 of 30" does not prove 100 % for problems like these; ours is 0.92 to 1 there.
- On one and the same pair (*aime*), p goes from {least} ({who_least}) to {most} ({who_most}): by whether
  pairs are used, whether every sample is, and what the test takes for random.
- Ours is among the widest for *differences*: on *aime* and *ceiling* it is undecided where most others are
  not. It allows for problems, not among these 30, that change entirely (docs/statistics.md); a paired t
  interval assumes there are none. Who accepts that assumption may use t, and should say so.
- Taking the samples of a problem for independent problems makes limits three to seven times too narrow for
  problems like these (Wilson on all samples, *aime*).

## One run, pass@1

{single}
## One run, pass@8

Tools that know pass@k, and two that are given each problem's unbiased value.

{eight}
## rl − base, pass@1

{pairs}
"–" where a test gives p and no limits. evalsig's note names the test it chose, and the difference it found
where that is not the data's.

## Versions

{asked}
## Not asked

{missing}"""
