"""What marks a model and its versions: aliases and tags."""

from typing import TYPE_CHECKING, cast

from django.db import transaction
from django.utils.translation import gettext as _

from assay.activity.recording import record
from assay.kit.clock import now
from assay.registry.events import AliasDeleted, AliasSet, ModelTagDeleted, ModelTagSet
from assay.registry.models.alias import ModelAlias
from assay.registry.models.tag import ModelTag
from assay.registry.models.version import NoSuchVersion
from assay.registry.naming import checked_alias, checked_tag

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.registry.models.registered_model import RegisteredModel


class Marking:
    """Verbs of a registered model."""

    @transaction.atomic
    def set_alias(self, alias: str, number: int, *, by: "Person") -> None:
        """Let the alias mean this version from now on. Raises `BadName` and `NoSuchVersion`."""
        me = cast("RegisteredModel", self)
        checked_alias(alias)
        me.lock()
        version = me.versions.alive().filter(number=number).first()
        if version is None:
            raise NoSuchVersion(_("%(name)s has no version %(number)d.") % {"name": me.name, "number": number})
        known = me.aliases.filter(name=alias).select_related("version").first()
        if known is not None and known.version_id == version.pk:
            return
        ModelAlias.objects.update_or_create(
            model=me, name=alias, defaults={"version": version, "set_at": now(), "set_by": by}
        )
        me.note_change()
        before = known.version.number if known is not None else 0
        record(AliasSet(me.name, number, alias, before), on=me, by=by)

    @transaction.atomic
    def remove_alias(self, alias: str, *, by: "Person") -> None:
        """Take the alias away; one that is not there changes nothing."""
        me = cast("RegisteredModel", self)
        me.lock()
        known = me.aliases.filter(name=alias).select_related("version").first()
        if known is None:
            return
        known.delete()
        me.note_change()
        record(AliasDeleted(me.name, known.version.number, alias), on=me, by=by)

    @transaction.atomic
    def set_tag(self, key: str, value: str, *, by: "Person") -> None:
        """Set a tag. Raises `BadValue`."""
        me = cast("RegisteredModel", self)
        key, value = checked_tag(key, value)
        me.lock()
        if me.tags.filter(key=key, value=value).exists():
            return
        ModelTag.objects.update_or_create(model=me, key=key, defaults={"value": value})
        me.note_change()
        record(ModelTagSet(me.name, key, value), on=me, by=by)

    @transaction.atomic
    def remove_tag(self, key: str, *, by: "Person") -> None:
        """Take a tag off; one that is not there changes nothing."""
        me = cast("RegisteredModel", self)
        me.lock()
        count, _by_table = me.tags.filter(key=key).delete()
        if count:
            me.note_change()
            record(ModelTagDeleted(me.name, key), on=me, by=by)
