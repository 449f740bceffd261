"""What a Git host sent, and what came of it."""

from django.db import models


class GitDeliveryQuerySet(models.QuerySet["GitDelivery"]):
    def newest_first(self) -> "GitDeliveryQuerySet":
        return self.order_by("-at", "-pk")


class GitDelivery(models.Model):
    """One message. `delivery` is the host's own id of it: the same again changes nothing."""

    hook = models.ForeignKey("githooks.GitHook", on_delete=models.CASCADE, related_name="deliveries")
    delivery = models.CharField(max_length=100)
    event = models.CharField(max_length=60)
    told = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(db_index=True)

    objects = GitDeliveryQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hook", "delivery"], name="git_delivery_once")]

    def __str__(self) -> str:
        return self.delivery
