"""evalsig: a paired comparison, over problem means, over samples as epochs, over samples clustered."""

from evalsig import compare
from evalsig.types import ItemResult, RunFrame

REQUIRES = ["evalsig==0.1.2"]


def _frame(name, items):
    return RunFrame(run_id=name, model_id=name, task_id="t", metric_name="accuracy", items=items)


def _means(run):
    return [ItemResult(item_id=str(i), score=m) for i, m in enumerate(run.means)]


def _epochs(run):
    return [
        ItemResult(item_id=str(i), score=float(x), epoch=e)
        for i, s in enumerate(run.samples)
        for e, x in enumerate(s)
    ]


def _clustered(run):
    return [
        ItemResult(item_id=f"{i}/{e}", score=float(x), cluster_id=str(i))
        for i, s in enumerate(run.samples)
        for e, x in enumerate(s)
    ]


def pair(base, candidate):
    def ask(items, **options):
        result = compare(_frame("base", items(base)), _frame("rl", items(candidate)), **options)
        note = result.method
        if abs(result.delta - (sum(candidate.means) - sum(base.means)) / len(base.means)) > 1e-9:
            note += f", difference {result.delta:+.4f}"
        return (*result.ci, result.p_value, note)

    return {
        "compare(a, b), an item a problem's mean": lambda: ask(_means),
        "compare(a, b), samples as epochs": lambda: ask(_epochs),
        'compare(a, b, cluster="problem"), an item a sample': lambda: ask(
            _clustered, cluster="problem"
        ),
    }
