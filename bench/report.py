"""The table on the screen and the figures as JSON."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench.machine import Noise
from bench.rounds import Outcome, Row
from bench.sizes import Size
from bench.stage import ASSAY, MLFLOW

WIDTH = 50


def heading(facts: dict[str, Any], size: Size) -> None:
    print(
        f"Assay {facts['assay']} {facts['commit']}, {facts['date']}, Python {facts['python']}, "
        f"SQLite {facts['sqlite']}, {facts['cores']} cores ({facts['cpu']}), {facts['memory_mib']} MiB"
    )
    print(f"{size.name} size, median of {size.rounds} rounds, the sides in turn", flush=True)


def table(outcomes: Sequence[Outcome], *, is_alone: bool) -> None:
    """Print one line for each row. A ratio above 1 says that Assay is better."""
    peer = "" if is_alone else f"{MLFLOW:>16}{'ratio':>9}"
    print(f"\n{'':<{WIDTH}}{ASSAY:>16}{peer}{'aim':>26}")
    for outcome in outcomes:
        for row in outcome.measure.rows:
            print(_line(row, outcome, is_alone=is_alone))
        for name, note in outcome.notes.items():
            print(f"    {name}: {note}")


def ending(noise: Noise) -> None:
    print(
        f"\nNoise: the calibration loop took {noise.before.median_ms} ms before (at worst {noise.before.slowest_ms}) "
        f"and {noise.after.median_ms} ms after (at worst {noise.after.slowest_ms}), {noise.drift_percent:+.0f} %; "
        f"it got {noise.before.share_percent} % and {noise.after.share_percent} % of a core."
    )
    print("Disks differ in what an fsync costs: quote the ratios, never times alone.", flush=True)


def write(path: Path, facts: dict[str, Any], size: Size, noise: Noise, outcomes: Sequence[Outcome]) -> None:
    """Write everything, each round included."""
    path.parent.mkdir(parents=True, exist_ok=True)
    told = {
        "machine": facts,
        "size": asdict(size),
        "noise": asdict(noise),
        "measures": [_plain(outcome) for outcome in outcomes],
    }
    path.write_text(json.dumps(told, indent=2) + "\n")
    print(f"Written to {path}")


def _line(row: Row, outcome: Outcome, *, is_alone: bool) -> str:
    ours, theirs = (outcome.medians.get(name, {}).get(row.key) for name in (ASSAY, MLFLOW))
    ratio = _ratio(row, ours, theirs)
    peer = "" if is_alone else f"{_shown(theirs, row.unit):>16}{f'{ratio:.1f} ×' if ratio else '':>9}"
    return f"{row.label:<{WIDTH}}{_shown(ours, row.unit):>16}{peer}{_aim(row, ours):>26}"


def _ratio(row: Row, ours: float | None, theirs: float | None) -> float | None:
    if not ours or not theirs:
        return None
    return ours / theirs if row.more_is_better else theirs / ours


def _aim(row: Row, ours: float | None) -> str:
    if row.aim is None:
        return ""
    sign = ">" if row.more_is_better else "<"
    word = "" if ours is None else "met  " if row.holds(ours) else "NOT  "
    return f"{word}{sign} {row.aim:,.6g} {row.unit}"


def _shown(value: float | None, unit: str) -> str:
    if value is None:
        return "–"
    digits = 0 if value >= 100 or unit == "queries" else 1 if value >= 10 else 2
    return f"{value:,.{digits}f} {unit}"


def _plain(outcome: Outcome) -> dict[str, Any]:
    rows = [
        {
            **asdict(row),
            "medians": {name: found[row.key] for name, found in outcome.medians.items() if row.key in found},
            "ratio": _ratio(row, *(outcome.medians.get(name, {}).get(row.key) for name in (ASSAY, MLFLOW))),
            "is_met": _is_met(row, outcome),
        }
        for row in outcome.measure.rows
    ]
    return {"name": outcome.measure.name, "rows": rows, "rounds": outcome.rounds, "notes": outcome.notes}


def _is_met(row: Row, outcome: Outcome) -> bool | None:
    ours = outcome.medians.get(ASSAY, {}).get(row.key)
    return None if ours is None else row.holds(ours)
