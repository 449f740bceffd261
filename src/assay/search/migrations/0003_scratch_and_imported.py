from typing import Any

from django.db import migrations


def fill(apps: Any, schema_editor: Any) -> None:
    """Lines of scratch lists are new to the index, and imported runs were not noted: the worker reads all of both."""
    stale = apps.get_model("search", "Stale")
    stale.objects.bulk_create(stale(subject_kind=kind) for kind in ("scratch", "run"))


class Migration(migrations.Migration):
    dependencies = [("search", "0002_words")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
