#!/usr/bin/env python3
"""Asks each tool of tools/, in an environment of its own, and passcurve, the same questions, and
writes what they answer to a page.

    rivals.py --passcurve BINARY --environments FOLDER --page docs/rivals.md [--only TOOL ...]

Needs Python 3.12 or later with venv and pip, a way to PyPI, and about 3 GB for the environments,
which are made once. Each tool is asked three times, in three processes: twice the same, and once
with every problem's samples in another order. A tool that cannot be installed or fails is listed
with the reason.
"""

import argparse
import ast
import csv
import io
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import page
from ask import load

HERE = Path(__file__).resolve().parent
DATA = HERE / "counts.csv"
ASKINGS = ("1", "1", "2")  # the numbering of samples
OURS = [[], *(["--interval", method] for method in ("gaffke", "percentile", "bca", "t"))]
USAGE = 2  # passcurve's exit code for what it does not know


def constants(tool):
    """REQUIRES and ALONE of a tool's file, without running it."""
    found = {"REQUIRES": [], "ALONE": []}
    for node in ast.parse(tool.read_text()).body:
        name = getattr(node.targets[0], "id", None) if isinstance(node, ast.Assign) else None
        if name in found:
            found[name] = ast.literal_eval(node.value)
    return found


def environment(folder, tool):
    """(python, reason): the tool's interpreter, made where it is missing, or why there is none."""
    wanted = constants(tool)
    root = folder / tool.stem
    python, done = root / "bin/python", root / "installed"
    stamp = json.dumps(wanted)
    if done.exists() and done.read_text() == stamp:
        return python, None
    print(f"installing {tool.stem}", flush=True)
    pip = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(python),
        "install",
        "--quiet",
        "--no-compile",
        "--disable-pip-version-check",
    ]
    steps = [
        [sys.executable, "-m", "venv", "--clear", "--without-pip", str(root)],
        [*pip, *wanted["REQUIRES"]],
    ]
    if wanted["ALONE"]:
        steps.append([*pip, "--no-deps", *wanted["ALONE"]])
    for step in steps:
        result = subprocess.run(step, capture_output=True, text=True)
        if result.returncode:
            return None, (result.stderr.strip().splitlines() or ["no reason given"])[-1]
    done.write_text(stamp)
    return python, None


def ask(python, tool, numbering):
    """(version, {(question, benchmark, call): answer})."""
    result = subprocess.run(
        [str(python), str(HERE / "ask.py"), str(tool), str(DATA), numbering],
        capture_output=True,
        text=True,
    )
    if result.returncode:
        raise RuntimeError((result.stderr.strip().splitlines() or ["no reason given"])[-1])
    said = json.loads(result.stdout.splitlines()[-1])
    return said["version"], {tuple(row[:3]): row[3] for row in said["answers"]}


def samples_file(path, numbering):
    with open(path, "w", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["run", "benchmark", "problem", "sample", "correct"])
        for benchmark, runs in load(DATA, numbering).items():
            for name, run in runs.items():
                for problem, samples in enumerate(run.samples):
                    rows.writerows([name, benchmark, problem, i, x] for i, x in enumerate(samples))


def ask_ours(binary, numbering):
    """Ours from a file of samples, as any tool: {(question, benchmark, call): answer}."""
    answers = {}
    with tempfile.TemporaryDirectory() as folder:
        samples = Path(folder) / "samples.csv"
        samples_file(samples, numbering)
        for options in OURS:
            for flag in ([], ["--comparisons"]):
                result = subprocess.run(
                    [binary, "estimate", str(samples), "--k", "1,8", *options, *flag],
                    capture_output=True,
                    text=True,
                )
                if result.returncode == USAGE:
                    continue  # a method that this build does not offer
                if result.returncode:
                    raise RuntimeError(result.stderr.strip())
                for row in csv.DictReader(io.StringIO(result.stdout)):
                    if flag and (row["k"] != "1" or not row["lower"]):
                        continue
                    what = f"{row['method']}, {row['target']}"
                    question = "rl - base" if flag else f"{row['run']} pass@{row['k']}"
                    answers.setdefault(
                        (question, row["benchmark"], what),
                        {
                            "lower": float(row["lower"]) if row["lower"] else None,
                            "upper": float(row["upper"]) if row["upper"] else None,
                            "p": float(row["p_value"]) if row.get("p_value") else None,
                            "note": "",
                        },
                    )
    return answers


def gather(arguments):
    """[(tool, version, [three dictionaries of answers], reason)], ours first."""
    version = subprocess.run([arguments.passcurve, "--version"], capture_output=True, text=True)
    found = [
        (
            "passcurve",
            version.stdout.strip() or "this tree",
            [ask_ours(arguments.passcurve, n) for n in ASKINGS],
            None,
        )
    ]
    for tool in sorted((HERE / "tools").glob("*.py")):
        if arguments.only and tool.stem not in arguments.only:
            continue
        name = tool.stem.replace("_", "-")
        python, reason = environment(Path(arguments.environments).resolve(), tool)
        if reason is None:
            print(f"asking {name}", flush=True)
            try:
                said = [ask(python, tool, n) for n in ASKINGS]
                found.append((name, said[0][0], [answers for _, answers in said], None))
                continue
            except RuntimeError as error:
                reason = str(error)
        found.append((name, None, [], reason))
    return found


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--passcurve", required=True)
    parser.add_argument("--environments", required=True)
    parser.add_argument("--page", required=True)
    parser.add_argument("--only", nargs="*")
    arguments = parser.parse_args()
    if sys.version_info < (3, 12):
        sys.exit("The tools need Python 3.12 or later: make rivals PYTHON=python3.12")
    found = gather(arguments)
    Path(arguments.page).write_text(page.written(found, load(DATA, "1")))
    print(f"wrote {arguments.page}")


if __name__ == "__main__":
    main()
