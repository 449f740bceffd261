"""Reasons in sentences where more than one number speaks: intervals, tests, luck."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assay.pure.numbers import short_number
from assay.pure.reasons import ReasonCode

Params = Mapping[str, Any]


def joined(*parts: str) -> str:
    """Put what is to be said into one line."""
    return "; ".join(part for part in parts if part)


def repeats_of(kind: str, n: int) -> str:
    """How many runs of what kind: `5 seeds`."""
    words = {
        "seeds": ngettext("%(n)d seed", "%(n)d seeds", n),
        "folds": ngettext("%(n)d fold", "%(n)d folds", n),
        "splits": ngettext("%(n)d random split", "%(n)d random splits", n),
    }
    return words.get(kind, ngettext("%(n)d run", "%(n)d runs", n)) % {"n": n}


def interval_text(low: Any, high: Any) -> str:
    """`[.846 .860]`"""
    return f"[{_number(low)} {_number(high)}]"


def best_of(tries: Any, params: Params) -> str:
    """What it means to have chosen the best, and what would settle it."""
    where = {"tries": tries, "split": params.get("split") or _("one split")}
    if "luck" not in params:
        return _("the best of %(tries)s tries on %(split)s; a fresh split would tell how much of it is luck") % where
    return _(
        "the best of %(tries)s tries on %(split)s, where luck alone makes %(luck)s; a fresh split would settle it"
    ) % {**where, "luck": _number(float(f"{float(params['luck']):.1g}"))}


def _number(value: Any) -> str:
    return value if isinstance(value, str) else short_number(float(value))


def _interval(params: Params) -> str:
    return joined(
        _value(params) + ", " + _where(params),
        _cut(params),
        _comparison(params),
        best_of(params["tries"], params) if "tries" in params else "",
        _waiting(params),
    )


def _value(params: Params) -> str:
    facts = {"value": _number(params["value"]), "run": params.get("run", ""), "n": params["n"]}
    if params["method"] == "wilson":
        cases = ngettext("%(value)s on %(n)s case, run %(run)s", "%(value)s on %(n)s cases, run %(run)s", params["n"])
        return cases % facts
    return _("mean %(value)s of %(repeats)s") % {**facts, "repeats": repeats_of(params["kind"], params["n"])}


def _where(params: Params) -> str:
    """The interval, and on which side of the target it lies."""
    facts = {
        "confidence": params["confidence"],
        "interval": interval_text(params["low"], params["high"]),
        "threshold": _number(params["threshold"]),
    }
    sides = {
        ">=": _("%(confidence)s %% interval %(interval)s, all of it at or above %(threshold)s"),
        ">": _("%(confidence)s %% interval %(interval)s, all of it above %(threshold)s"),
        "<=": _("%(confidence)s %% interval %(interval)s, all of it at or below %(threshold)s"),
        "<": _("%(confidence)s %% interval %(interval)s, all of it below %(threshold)s"),
        "==": _("%(confidence)s %% interval %(interval)s, apart from %(threshold)s"),
    }
    return _side(params, sides) % facts


def _cut(params: Params) -> str:
    """Where the interval would leave what the metric can be."""
    words = {"0": _("cut at 0"), "1": _("cut at 1"), "both": _("cut at 0 and at 1")}
    return words.get(str(params.get("cut")), "")


def _side(params: Params, sides: Mapping[str, str]) -> str:
    if params["side"] == "straddles":
        return _("%(confidence)s %% interval %(interval)s, with %(threshold)s inside it")
    opposite = {">=": "<", ">": "<=", "<=": ">", "<": ">=", "==": "=="}
    operator = str(params["operator"])
    return sides[opposite[operator] if params["side"] == "misses" else operator]


def _comparison(params: Params) -> str:
    """How the baseline came in, and what was corrected."""
    if params["method"] == "paired":
        unit = {"seeds": _("seed by seed"), "folds": _("fold by fold, corrected for shared training data")}
        return _("compared with the baseline %(how)s") % {"how": unit.get(params["kind"], _("repeat by repeat"))}
    if params["method"] == "unpaired":
        return _("the baseline's own spread is counted in; its repeats do not match ours")
    return _("corrected for the training data that folds share") if params["method"] == "folds" else ""


def _waiting(params: Params) -> str:
    if "waiting" not in params:
        return ""
    return ngettext("%(n)d more still trains", "%(n)d more still train", params["waiting"]) % {"n": params["waiting"]}


def _mcnemar(params: Params) -> str:
    facts = {
        "value": _number(params["value"]),
        "threshold": _number(params["threshold"]),
        "run": params["run"],
        "ours": params["ours"],
        "theirs": params["theirs"],
        "p": _p_value(float(params["p"])),
    }
    said = _("%(value)s against %(threshold)s on the same cases, run %(run)s") % facts
    counts = (
        _("only this model was right on %(ours)s of them, only the baseline on %(theirs)s (McNemar, %(p)s)") % facts
    )
    ends = {"meets": _("it is better"), "misses": _("it is worse"), "unsure": _("that may be chance")}
    return joined(said, counts, ends[params["side"]])


def _p_value(p: float) -> str:
    return "p < .001" if p < 0.001 else f"p = {short_number(round(p, 3))}"


def _within_luck(params: Params) -> str:
    facts = {name: _number(params[name]) for name in ("value", "threshold", "luck")} | {"run": params["run"]}
    return (
        _(
            "Run %(run)s reaches %(value)s for %(threshold)s, alone; repeats of other settings lie up to %(luck)s "
            "apart by chance, so one run does not prove it"
        )
        % facts
    )


def _same_each_time(params: Params) -> str:
    facts = {"value": _number(params["value"]), "repeats": repeats_of(params["kind"], params["n"])}
    return _("%(repeats)s gave %(value)s each time, so they count as one run; spread unknown") % facts


def _ratio_unknown(params: Params) -> str:
    facts = {"value": _number(params["value"]), "repeats": repeats_of(params.get("kind", "splits"), params["n"])}
    return (
        _(
            "mean %(value)s of %(repeats)s of the same data: log n_train and n_test, else nobody knows by how much "
            "they overlap and how sure this is"
        )
        % facts
    )


def _with_side(sentence: Callable[[Params], str], side: str) -> Callable[[Params], str]:
    return lambda params: _capital(sentence({**params, "side": side}))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


SPREAD_SENTENCES: dict[str, Callable[[Params], str]] = {
    ReasonCode.INTERVAL_MEETS: _with_side(_interval, "meets"),
    ReasonCode.INTERVAL_MISSES: _with_side(_interval, "misses"),
    ReasonCode.INTERVAL_STRADDLES: _with_side(_interval, "straddles"),
    ReasonCode.MCNEMAR_MEETS: _with_side(_mcnemar, "meets"),
    ReasonCode.MCNEMAR_MISSES: _with_side(_mcnemar, "misses"),
    ReasonCode.MCNEMAR_UNSURE: _with_side(_mcnemar, "unsure"),
    ReasonCode.WITHIN_LUCK: _within_luck,
    ReasonCode.SAME_EACH_TIME: _same_each_time,
    ReasonCode.RATIO_UNKNOWN: lambda params: _capital(_ratio_unknown(params)),
}
