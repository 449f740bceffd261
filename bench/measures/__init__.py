"""What is measured, in the order in which it is measured: starts while nothing else runs, memory before any load."""

from bench.measures.board import BOARD
from bench.measures.find import FIND
from bench.measures.history import DISK, HISTORY
from bench.measures.insights import INSIGHTS
from bench.measures.live import LIVE
from bench.measures.live_idle import LIVE_IDLE
from bench.measures.log_batch import LOG_BATCH, LOG_BATCH_UNWATCHED
from bench.measures.log_metric import LOG_METRIC, LOG_METRIC_WATCHED
from bench.measures.memory import AFTER, BY_DEFAULT, IDLE
from bench.measures.projects import PROJECTS
from bench.measures.scale import SCALE
from bench.measures.search import SEARCH
from bench.measures.start import START
from bench.measures.tasks import TASKS

MEASURES = [
    START,
    IDLE,
    BY_DEFAULT,
    LOG_METRIC,
    LOG_METRIC_WATCHED,
    LOG_BATCH,
    LOG_BATCH_UNWATCHED,
    DISK,
    HISTORY,
    SEARCH,
    BOARD,
    PROJECTS,
    INSIGHTS,
    TASKS,
    FIND,
    LIVE,
    LIVE_IDLE,
    SCALE,
    AFTER,
]
