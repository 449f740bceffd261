"""Words for people who never open a run. What a team wrote for itself is left out rather than shown half understood."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _

# How teams talk among themselves; each word stands for its plural as well.
_TALK = (
    *(
        "run",
        "rerun",
        "epoch",
        "hyperparameter",
        "checkpoint",
        "logit",
        "embedding",
        "ablation",
        "artifact",
        "artefact",
    ),
    *("overfit", "overfitting", "underfit", "underfitting", "dropout", "learning rate", "batch size", "random seed"),
    *("sprint", "backlog", "wip", "timebox", "repo", "pull request", "gpu", "cpu", "fold", "cross validation"),
    *("mlflow", "sklearn", "xgboost", "lightgbm", "catboost", "pytorch", "tensorflow", "keras", "optuna", "p-value"),
)
# Measures by the names that programs give them.
_MEASURES = (
    *("auc", "roc auc", "pr auc", "f1", "f1 score", "rmse", "mae", "mse", "mape", "wape", "smape", "r2", "ndcg", "mrr"),
    *("logloss", "log loss", "validation loss", "training loss", "precision", "recall", "perplexity", "bleu", "rouge"),
    *("iou", "brier", "macro f1"),
)
_IDS = r"\b[0-9a-f]{12,64}\b|\b\w+_\w+\b|@\w"  # of runs and commits; names of programs; who is called by name
_JOINED = re.compile(r"[\s_-]+")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True)
class PlainWords:
    """How one workspace talks to people outside of a project.

    `titles` gives names of its own a plain title, `jargon` are names that have none, `keys` begin the keys of tasks.
    """

    titles: Mapping[str, str] = field(default_factory=dict)
    jargon: Collection[str] = ()
    keys: Collection[str] = ()

    def said(self, text: str) -> str:
        """Return the sentences of a text that are plain, with titles for names; empty when none is."""
        without = self._aside.sub("", text)
        named = self._titled.sub(self._within, without) if self.titles else without
        return " ".join(one for one in _SENTENCE.split(named.strip()) if one and self.is_plain(one))

    def _within(self, found: re.Match[str]) -> str:
        """Return the title for a name; one of several words in the middle of a sentence is quoted, so that it ends."""
        title = self._title_of[_normal(found[0])]
        before = found.string[: found.start()].rstrip()
        is_within = before and before[-1] not in ".!?"
        return _("“%(title)s”") % {"title": title} if is_within and " " in title else title

    def is_plain(self, text: str) -> bool:
        return not (self._forbidden.search(text) or self._codes.search(text))

    @cached_property
    def _title_of(self) -> dict[str, str]:
        return {_normal(name): title for name, title in self.titles.items()}

    @cached_property
    def _titled(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w){_one_of(self.titles)}(?!\w)", re.IGNORECASE)

    @cached_property
    def _forbidden(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w){_one_of((*_TALK, *_MEASURES, *self.jargon))}(?:'?s)?(?!\w)", re.IGNORECASE)

    @cached_property
    def _codes(self) -> re.Pattern[str]:
        return re.compile(rf"{self._key}|{_IDS}")

    @cached_property
    def _aside(self) -> re.Pattern[str]:
        """Keys in brackets say nothing to people outside; the sentence stands without them."""
        return re.compile(rf"\s*\((?:{self._key})(?:[,;\s]+(?:{self._key}))*\)")

    @property
    def _key(self) -> str:
        keys = "|".join(re.escape(one) for one in self.keys) or "(?!)"
        return rf"\b(?:{keys})-(?:[A-Z]+-)?[A-Z]?\d+\b"


def _normal(name: str) -> str:
    return _JOINED.sub(" ", name.strip()).casefold()


def _one_of(words: Collection[str]) -> str:
    """Return a pattern for any of the words, longest first, whatever joins their parts."""
    longest = sorted(filter(None, map(_normal, words)), key=len, reverse=True)
    return "(?:" + "|".join(r"[\s_-]+".join(map(re.escape, one.split())) for one in longest) + ")"
