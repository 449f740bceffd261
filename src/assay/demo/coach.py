"""Run the sample's trainings, one process each, and do what the team would do with what comes out.

Started behind the web server by `assay demo`. What has been trained already is not trained again.
"""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import django

from assay.kit.pages import load_addresses
from assay.kit.processes import end_with_parent

TRAININGS = Path(__file__).parent / "trainings"
# Two at once: enough to see several cards live, and the machine stays usable.
AT_ONCE = 2


def main() -> int:
    """Install what trains, then train everything that is missing. Returns the exit status."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "assay.config.settings")
    django.setup()
    load_addresses()
    from assay.demo import report
    from assay.demo.lessons import open_questions

    if not open_questions() and not report.is_missing():
        print("Sample: every model is trained already.", flush=True)
        return 0
    python = _python_that_trains()
    if python is None:
        return 1
    _write_report(python)
    _train_all(python)
    print(how_it_ended(), flush=True)
    return 0


def _write_report(python: str) -> None:
    """Whatever is wrong with the report, the models are trained."""
    from assay.demo import report

    if not report.is_missing():
        return
    print("Sample: Mei explores the tables in a notebook …", flush=True)
    began = time.monotonic()
    try:
        fault = report.write(python)
    except Exception as error:
        fault = str(error)
    told = f"the notebook ended with a fault:\n{fault}" if fault else "the exploration report lies in the vault"
    print(f"Sample: {told}, after {time.monotonic() - began:.0f} s", flush=True)


def how_it_ended() -> str:
    """Return what is trained and what is not, in words, and how to go on."""
    from assay.demo import lessons

    missing = lessons.open_questions()
    if not missing:
        return "Sample: all models are trained. Look at the board."
    keys = ", ".join(lessons.keys_of(missing))
    return f"Sample: not trained: {keys}. Press Ctrl+C and start ./run demo again: it trains what is missing."


def _train_all(python: str) -> None:
    from assay.demo import lessons, story
    from assay.demo.sample import team_of_sample

    team = team_of_sample()
    if team is None:
        return
    secrets = lessons.make_tokens(team)
    try:
        for baseline in (told.baseline for told in story.PROJECTS if told.baseline):
            _try_to_train(python, baseline, secrets)
        for look, name in lessons.open_looks():
            _run(python, look.script, name, secrets[look.who])
        with ThreadPoolExecutor(AT_ONCE) as lanes:
            for who in team:
                lanes.submit(_train_lane, python, who, secrets)
    finally:
        lessons.revoke_tokens(team)


def _train_lane(python: str, who: str, secrets: dict[str, str]) -> None:
    """One person's questions, one after the other: nobody works on two."""
    from django.db import connections

    from assay.demo import story

    questions = [one for told in story.PROJECTS for one in told.questions if one.who == who]
    try:
        for question in questions:
            _try_to_train(python, question, secrets)
    finally:
        connections.close_all()


def _try_to_train(python: str, question: "story.Question", secrets: dict[str, str]) -> None:  # type: ignore[name-defined]  # noqa: F821
    """Whatever the visitor did to a card, the others are trained."""
    try:
        _train(python, question, secrets)
    except Exception as fault:
        print(f"Sample: {question.who.title()} leaves out {question.title!r}: {fault}", flush=True)


def _train(python: str, question: "story.Question", secrets: dict[str, str]) -> None:  # type: ignore[name-defined]  # noqa: F821
    from assay.demo import lessons

    key = lessons.begin(question)
    if key is None:
        return
    began = time.monotonic()
    print(f"Sample: {question.who.title()} trains {key}: {question.title} …", flush=True)
    if not _run(python, question.script, key, secrets[question.who]):
        return
    verdict = lessons.learn(question)
    print(f"Sample: {key} after {time.monotonic() - began:.0f} s: {verdict}", flush=True)


def _run(python: str, script: str, name: str, secret: str) -> bool:
    """Train in a process of its own, with `name` for its MLflow experiment; False after a fault, which is printed."""
    done = subprocess.run(
        [python, str(TRAININGS / script)],
        env=_environment(name, secret),
        cwd=TRAININGS,
        check=False,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=end_with_parent,  # two system calls, safe beside our threads
    )
    if done.returncode:
        print(f"Sample: {script} ended with a fault:\n{done.stderr[-2000:]}", flush=True)
    return done.returncode == 0


def _environment(key: str, secret: str) -> dict[str, str]:
    """Return what a training sees: the three variables, and nothing of ours."""
    ours = ("ASSAY_", "DJANGO_", "DATABASE_URL", "MLFLOW_", "PYTHON")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    kept["MLFLOW_TRACKING_URI"] = os.environ["ASSAY_URL"]
    kept["MLFLOW_TRACKING_TOKEN"] = secret
    kept["MLFLOW_EXPERIMENT_NAME"] = key
    return kept


def _python_that_trains() -> str | None:
    """Return the Python of the demo group, installed now if need be; ASSAY_DEMO_PYTHON names one's own."""
    if given := os.environ.get("ASSAY_DEMO_PYTHON"):
        return given
    installer = Path(__file__).parents[3] / "tools" / "install_demo_group.py"
    if not installer.exists():
        print("Sample: the trainings need a checkout with tools/install_demo_group.py; none here.", flush=True)
        return None
    return _install(installer)


def _install(installer: Path) -> str | None:
    last = ""
    with subprocess.Popen([sys.executable, str(installer)], stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout or ():
            last = line.strip()
            if not last.startswith("/"):
                print(f"Sample: {last}", flush=True)
    return last if process.returncode == 0 else None


if __name__ == "__main__":
    sys.exit(main())
