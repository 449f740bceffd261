"""Models that runs log, as MLflow 3 knows them, and which run made or read which model."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from assay.activity.recording import touch
from assay.kit.clock import now
from assay.runs.limits import BadValue
from assay.runs.models.group import RunGroup
from assay.runs.models.run import Run

if TYPE_CHECKING:
    from assay.accounts.models import Person


class ModelStatus(models.TextChoices):
    UNSPECIFIED = "LOGGED_MODEL_STATUS_UNSPECIFIED"
    PENDING = "LOGGED_MODEL_PENDING"
    READY = "LOGGED_MODEL_READY"
    UPLOAD_FAILED = "LOGGED_MODEL_UPLOAD_FAILED"


class LoggedModelQuerySet(models.QuerySet["LoggedModel"]):
    def visible_to(self, person: "Person") -> "LoggedModelQuerySet":
        """Models of visible runs; those of no run with their group."""
        free = Q(run=None, group__in=RunGroup.objects.visible_to(person))
        return self.filter(free | Q(run__in=Run.objects.visible_to(person)))

    def alive(self) -> "LoggedModelQuerySet":
        return self.filter(deleted_at=None)


class LoggedModel(models.Model):
    """A model that a run made. `uid` is `m-` and 32 hexadecimal digits.

    `metrics` holds the values that were logged with this model's id, newest per metric and dataset.
    """

    uid = models.CharField(max_length=34, unique=True)
    group = models.ForeignKey("runs.RunGroup", on_delete=models.PROTECT, related_name="logged_models")
    run = models.ForeignKey("runs.Run", on_delete=models.CASCADE, related_name="logged_models", null=True)
    name = models.CharField(max_length=500)
    model_type = models.CharField(max_length=500, blank=True)
    status = models.CharField(max_length=40, choices=ModelStatus, default=ModelStatus.PENDING)
    params = models.JSONField(default=dict)
    tags = models.JSONField(default=dict)
    metrics = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True)

    objects = LoggedModelQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    @classmethod
    @transaction.atomic
    def start(
        cls,
        group: RunGroup,
        *,
        name: str,
        run: Run | None = None,
        model_type: str = "",
        params: Mapping[str, str] | None = None,
        tags: Mapping[str, str] | None = None,
        at: datetime | None = None,
    ) -> "LoggedModel":
        """Announce a model whose files follow; its status is PENDING until `finish`."""
        at = at or now()
        model = cls.objects.create(
            uid=f"m-{secrets.token_hex(16)}",
            group=group,
            run=run,
            name=name,
            model_type=model_type,
            params=dict(params or {}),
            tags=dict(tags or {}),
            created_at=at,
            updated_at=at,
        )
        model._tell()
        return model

    @transaction.atomic
    def finish(self, status: str) -> None:
        """Set how the upload ended."""
        self._change(status=status)

    @transaction.atomic
    def add_params(self, params: Mapping[str, str]) -> None:
        """Add params. Raises `BadValue` when one is there with another value."""
        self._lock()
        for key, value in params.items():
            if self.params.get(key, value) != value:
                raise BadValue(_("The model already has the param %(key)s with another value.") % {"key": key})
        self._change(params=self.params | dict(params))

    @transaction.atomic
    def set_tags(self, tags: Mapping[str, str]) -> None:
        self._lock()
        self._change(tags=self.tags | dict(tags))

    @transaction.atomic
    def delete_tag(self, key: str) -> bool:
        """Take the tag off; False when there was none."""
        self._lock()
        found = key in self.tags
        self._change(tags={name: value for name, value in self.tags.items() if name != key})
        return found

    @transaction.atomic
    def keep_metrics(self, metrics: Mapping[str, Mapping[str, Any]]) -> None:
        """Keep the newest of each by (step, timestamp); see `ingest.log_batch` for their form."""
        self._lock()
        kept = dict(self.metrics)
        for name, metric in metrics.items():
            known = kept.get(name)
            if known is None or (known["step"], known["timestamp"]) <= (metric["step"], metric["timestamp"]):
                kept[name] = dict(metric)
        self._change(metrics=kept)

    @transaction.atomic
    def discard(self) -> None:
        """Mark the model deleted; its files stay until the run goes."""
        self._change(deleted_at=now())

    def _lock(self) -> None:
        self.refresh_from_db(
            fields=["params", "tags", "metrics"], from_queryset=LoggedModel.objects.select_for_update()
        )

    def _change(self, **values: Any) -> None:
        values["updated_at"] = now()
        for name, value in values.items():
            setattr(self, name, value)
        self.save(update_fields=list(values))
        self._tell()

    def _tell(self) -> None:
        if self.run is not None:
            touch(self.run)


class ModelUse(models.Model):
    """A run made a model (`is_output`) or read one."""

    run = models.ForeignKey("runs.Run", on_delete=models.CASCADE, related_name="model_uses", db_index=False)
    logged_model = models.ForeignKey(LoggedModel, on_delete=models.CASCADE, related_name="uses")
    is_output = models.BooleanField()
    step = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "logged_model", "is_output"], name="model_use_once")]

    def __str__(self) -> str:
        return f"{self.run_id} {'made' if self.is_output else 'read'} {self.logged_model_id}"
