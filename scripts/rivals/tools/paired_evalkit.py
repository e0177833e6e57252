"""paired-evalkit: a paired bootstrap over problem means."""

from evalkit import QueryResult, RunResult, paired_bootstrap

REQUIRES = ["paired-evalkit==0.2.0"]


def _run(name, means):
    return RunResult(name, [QueryResult(str(i), [], {"score": m}) for i, m in enumerate(means)])


def pair(base, candidate):
    def ask():
        result = paired_bootstrap(_run("rl", candidate.means), _run("base", base.means), "score")
        return result.ci_low, result.ci_high, result.p_value

    return {"paired_bootstrap(b, a, metric)": ask}
