"""Metric series: one summary row per run and key. Pages, searches and verdicts read these, never the history.

New points lie in a narrow table clustered by series, older ones packed in chunks; both are written and read in bulk
by `runs.points`.
"""

from django.db import models


class MetricSeries(models.Model):
    """What is known of one metric of one run.

    `first` and `last` are the values at the least and the greatest (step, timestamp, value), `last` being MLflow's
    "latest"; None there means NaN. `low` and `high` leave NaN out and are None while every value was NaN. `count`
    counts NaN too.
    """

    run = models.ForeignKey("runs.Run", on_delete=models.CASCADE, related_name="series", db_index=False)
    key = models.CharField(max_length=250)
    count = models.PositiveBigIntegerField(default=0)
    nan_count = models.PositiveBigIntegerField(default=0)
    first = models.FloatField(null=True)
    first_step = models.BigIntegerField(default=0)
    first_at_ms = models.BigIntegerField(default=0)
    last = models.FloatField(null=True)
    last_step = models.BigIntegerField(default=0)
    last_at_ms = models.BigIntegerField(default=0)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    # How many of the points lie in chunks; the others are the tail.
    sealed = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "key"], name="series_once")]

    def __str__(self) -> str:
        return self.key


class Point(models.Model):
    """One logged value; the same point twice is one point.

    The migration makes the table, clustered by its key where the database can do so; the database itself deletes
    the points of a deleted series, so that no one ever has to load them.
    """

    pk = models.CompositePrimaryKey("series", "step", "at_ms", "is_nan", "value")
    series = models.ForeignKey(MetricSeries, on_delete=models.DO_NOTHING, related_name="points", db_index=False)
    step = models.BigIntegerField()
    at_ms = models.BigIntegerField()
    # SQLite keeps NaN as NULL and would drop the row silently, so NaN is a flag beside the value 0.
    is_nan = models.BooleanField()
    value = models.FloatField()

    def __str__(self) -> str:
        return f"{self.step}: {self.value}"


class Chunk(models.Model):
    """A sealed stretch of a series: what is asked of it most often, and all of it packed; see `runs.chunks`.

    `first_*` and `last_*` belong to its first and last point in the order of places; moments need not follow steps,
    so `earliest_ms` and `latest_ms` may be those of others.
    """

    series = models.ForeignKey(MetricSeries, on_delete=models.DO_NOTHING, related_name="chunks", db_index=False)
    first_step = models.BigIntegerField()
    first_at_ms = models.BigIntegerField()
    last_step = models.BigIntegerField()
    last_at_ms = models.BigIntegerField()
    earliest_ms = models.BigIntegerField()
    latest_ms = models.BigIntegerField()
    count = models.IntegerField()
    nan_count = models.IntegerField()
    low = models.FloatField(null=True)
    low_step = models.BigIntegerField()
    low_at_ms = models.BigIntegerField()
    high = models.FloatField(null=True)
    high_step = models.BigIntegerField()
    high_at_ms = models.BigIntegerField()
    pack = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.first_step} to {self.last_step}"
