"""The headline over all criteria of an experiment."""

from collections import Counter
from collections.abc import Sequence

from assay.pure.reasons import ReasonCode, reason

from .judgement import Judgement, State, Verdict

WEAKEST_FIRST = (State.NOT_MET, State.NOT_MEASURED, State.STALE, State.NOT_PROVEN, State.MET)


def overall(judgements: Sequence[Judgement], *, has_stop_fired: bool = False) -> Verdict:
    """Give the weakest state, its reason and the counts.

    A stop condition that fired is told beside the headline and does not change it: it says when to stop,
    not what was reached. Without criteria nothing is measured.
    """
    counted = Counter(judgement.state for judgement in judgements)
    weakest = min(judgements, key=lambda judgement: WEAKEST_FIRST.index(judgement.state), default=None)
    return Verdict(
        state=weakest.state if weakest else State.NOT_MEASURED,
        reason=weakest.reason if weakest else reason(ReasonCode.NO_CRITERIA),
        counts={state: counted[state] for state in State},
        n_criteria=len(judgements),
        has_stop_fired=has_stop_fired,
    )
