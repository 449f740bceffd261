"""Has anyone tried this? Past experiments that share rare words with what somebody is writing.

Words weigh by their rarity among the experiments (Sparck Jones 1972: the logarithm of how many there are over how many
have it), and who shares more words counts more. One that shares only words which every fourth experiment has is not
related, unless they are more than half of what is written.
Own project first, but all that the reader may see; last what is planned and was never run.
"""

from collections import defaultdict
from dataclasses import dataclass
from math import log

from assay.accounts.models import Person
from assay.experiments.models import Experiment
from assay.experiments.queries.library import Tried, tried
from assay.pure.words import COMMON, term_of, words_of
from assay.search.finding import with_each

SHORTEST = 3
MOST_WORDS = 16
MOST_SHOWN = 5
# So many hits of a word are looked at; one that has more among the experiments is not rare.
MOST_HITS = 150


@dataclass(frozen=True)
class Related:
    tried: Tried
    words: list[str]
    is_near: bool

    @property
    def is_planned(self) -> bool:
        """Whether nothing was tried yet: no run, no conclusion."""
        return self.tried.is_open and not self.tried.runs


def related_to(text: str, *, reader: Person, project: str = "", but: str = "") -> list[Related]:
    """Return the experiments most like the text, without that of the task with the number `but`."""
    words = sorted(filter(_says_something, dict.fromkeys(words_of(text[:4000]))), key=len, reverse=True)[:MOST_WORDS]
    scores, shared = _scores(words, reader)
    scores.pop(but, None)
    best = sorted(scores, key=lambda one: scores[one], reverse=True)[: MOST_SHOWN * 4]
    found = Experiment.objects.visible_to(reader).filter(task__in=[int(one) for one in best], task__trashed_at=None)
    known = {str(one.task_id): one for one in found.with_task().select_related("concluded_by")}
    shown = [
        Related(tried(known[one]), shared[one], known[one].task.project.key == project) for one in best if one in known
    ]
    return sorted(shown, key=lambda one: (one.is_planned, not one.is_near))[:MOST_SHOWN]


def _says_something(word: str) -> bool:
    return len(word) >= SHORTEST and not word.isdigit() and word not in COMMON


def _scores(words: list[str], reader: Person) -> tuple[dict[str, float], dict[str, list[str]]]:
    """Return the weight of each task that shares a rare word or most words; and what it shares, the rarest first."""
    count = Experiment.objects.visible_to(reader).filter(task__trashed_at=None).count()
    weights, shared = defaultdict[str, float](float), defaultdict[str, list[str]](list)
    telling = set[str]()
    hits = with_each([term_of(word) for word in words], reader=reader, kind="experiment", most=MOST_HITS)
    for word, ids in sorted(zip(words, hits, strict=True), key=lambda one: len(one[1])):
        if not ids or len(ids) >= MOST_HITS:
            continue
        if 4 * len(ids) <= count + 4:
            telling.update(ids)
        for one in ids:
            weights[one] += log(1 + count / len(ids))
            shared[one].append(word)
    telling.update(one for one in shared if 2 * len(shared[one]) > len(words))
    return {one: weights[one] * len(shared[one]) for one in telling}, shared
