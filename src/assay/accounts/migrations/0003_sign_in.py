"""Links that set a password, the rule about second factors, and a list of the sessions there are already."""

from importlib import import_module
from typing import Any

from django.conf import settings
from django.db import migrations, models


def list_sessions(apps: Any, schema_editor: Any) -> None:
    """From now on each sign-in is listed; those of before join the list, so that "end all others" ends them too."""
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    listed, users = apps.get_model("usersessions", "UserSession"), apps.get_model("accounts", "User")
    known = {str(pk) for pk in users.objects.values_list("pk", flat=True)}
    rows = []
    for session in apps.get_model("sessions", "Session").objects.iterator():
        user = str(store.decode(session.session_data).get("_auth_user_id", ""))
        if user in known:
            rows.append(listed(user_id=int(user), session_key=session.session_key, ip="0.0.0.0", user_agent=""))  # noqa: S104
    listed.objects.bulk_create(rows, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_people_and_calendar"),
        ("sessions", "0001_initial"),
        ("usersessions", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="door",
            name="purpose",
            field=models.CharField(
                choices=[("enter", "Sign in"), ("password", "Set a new password")], default="enter", max_length=10
            ),
        ),
        migrations.AddField(
            model_name="workspace",
            name="second_factor_required_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.RunPython(list_sessions, migrations.RunPython.noop),
    ]
