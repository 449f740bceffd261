"""What stands for the parameters of an address. A new route with parameters needs a line here.

The longest pattern that a route begins with counts. The value names a fact of `World`, or is the text itself
when no world knows it.
"""

from tests.sweep import parts
from tests.sweep.routes import Route
from tests.sweep.world import World

PARAMETERS: dict[str, dict[str, str]] = {
    "experiments/": {"number": "group_pk"},
    "p/": {"project": "project_key", "task": "experiment_key"},
    "projects/<str:key>": {"key": "project_key"},
    "projects/<str:key>/members/": {"pk": "member_pk"},
    "projects/<str:key>/columns/": {"pk": "column_pk"},
    "projects/<str:key>/phases/": {"pk": "phase_pk"},
    "projects/<str:key>/labels/": {"pk": "label_pk"},
    "documents/": {"number": "document_pk", "version": "=1", "file": "document_file_pk"},
    "board/views/": {"number": "board_view_pk"},
    "api/v1/board-views/": {"number": "board_view_pk"},
    "projects/<str:key>/runs/views/": {"pk": "view_pk"},
    "projects/<str:key>/scratch/": {"number": "scratch_number"},
    "projects/<str:key>/exports/": {"kind": "=csv"},
    "projects/<str:key>/imports/": {"pk": "source_pk"},
    "projects/<str:key>/imports/results/": {"pk": "results_pk"},
    "workspace/workflows/": {"slug": "workflow_slug"},
    "workspace/templates/": {"pk": "template_pk"},
    "people/": {"pk": "member_pk"},
    "people/invitations/": {"pk": "invitation_pk"},
    "absences/": {"pk": "absence_pk"},
    "workspace/calendar/": {"pk": "holiday_pk"},
    "tokens/": {"pk": "token_pk"},
    "workspace/webhooks/": {"uid": "webhook_uid"},
    "welcome/": {"secret": "=enter_guessed"},
    "join/": {"secret": "=join_guessed"},
    "security/passkeys/": {"pk": "passkey_pk"},
    "sessions/": {"pk": "session_pk"},
    "tasks/": {"key": "experiment_key"},
    "tasks/<str:key>/handoff": {"key": "handed_key"},
    "tasks/<str:key>/readings/": {"field": "=criteria"},
    "tasks/<str:key>/next-steps/": {"number": "next_step_pk"},
    "tasks/<str:key>/marked-runs/": {"number": "=1"},
    "tasks/<str:key>/links/": {"number": "link_pk"},
    "tasks/<str:key>/checklist/": {"number": "step_pk"},
    "tasks/<str:key>/changes/": {"number": "event_pk"},
    "tasks/<str:key>/comments/": {"number": "comment_pk"},
    "tasks/<str:key>/attachments/": {"number": "attachment_pk"},
    "runs/": {"uid": "run_uid", "path": "=model/MLmodel"},
    "runs/<str:uid>/files/": {"path": "=model"},
    "runs/<str:uid>/zip/": {"path": "=model"},
    "runs/<str:uid>/models/": {"model": "model_uid"},
    "watching/": {"kind": "=task", "name": "experiment_key"},
    "api/v1/watching/": {"kind": "=task", "name": "experiment_key"},
    "models/": {"name": "model_name", "number": "=1", "path": "=MLmodel"},
    "api/v1/models/": {"name": "model_name", "number": "=1", "alias": "=champion", "key": "=lr"},
    "api/v1/projects/": {"key": "project_key"},
    "api/v1/documents/": {"number": "document_pk", "version": "=1"},
    "api/v1/projects/<key>/columns/": {"number": "column_pk"},
    "api/v1/projects/<key>/phases/": {"number": "phase_pk"},
    "api/v1/projects/<key>/labels/": {"number": "label_pk"},
    "api/v1/projects/<key>/scratch/": {"number": "scratch_number"},
    "api/v1/templates/": {"number": "template_pk"},
    "api/v1/workflows/": {"slug": "workflow_slug"},
    "api/v1/tasks/": {"key": "experiment_key"},
    "api/v1/tasks/<key>/handoff": {"key": "handed_key"},
    "api/v1/tasks/<key>/links/": {"number": "link_pk"},
    "api/v1/tasks/<key>/checklist/": {"number": "step_pk"},
    "api/v1/tasks/<key>/comments/": {"number": "comment_pk"},
    "api/v1/tasks/<key>/attachments/": {"number": "attachment_pk"},
    "api/v1/experiments/": {"key": "experiment_key"},
    "api/v1/experiments/<key>/next-steps/": {"number": "next_step_pk"},
    "api/v1/runs/": {"uid": "run_uid", "model": "model_uid", "key": "=loss"},
    "api/v1/tokens/": {"number": "token_pk"},
    "api/v1/people/": {"number": "member_pk"},
    "api/v1/invitations/": {"number": "invitation_pk"},
    "api/v1/absences/": {"number": "absence_pk"},
    "api/v1/holidays/": {"number": "holiday_pk"},
    "api/2.0/mlflow/logged-models/": {"uid": "model_uid", "key": "=stage"},
    "ajax-api/2.0/mlflow/logged-models/": {"uid": "model_uid", "key": "=stage"},
    "api/2.0/mlflow/webhooks/": {"uid": "webhook_uid"},
    "ajax-api/2.0/mlflow/webhooks/": {"uid": "webhook_uid"},
    "api/2.0/mlflow-artifacts/": {"path": "artifact_path"},
    "ajax-api/2.0/mlflow-artifacts/": {"path": "artifact_path"},
}
# Addresses written as regular expressions cannot be filled by name.
SAMPLES: dict[str, str] = {
    "unknown": "/api/v1/nothing",
    "not-served": "/api/4.0/mlflow/nothing",
}
# What anybody may ask without signing in. Everything else must refuse.
OPEN = {
    "welcome",
    "join",
    "health",
    "version",
    "git-hook",  # its messages are signed
    "server-info",  # constants of the protocol
    "style",
    "theme",
    "density",
    "keys",
    "stream",
    "openapi-json",
    "api-root",
    "unknown",
    "not-served",
    "account_login",
    "account_logout",
    "account_inactive",
    "account_set_password",
    "account_reset_password",
    "mfa_login_webauthn",
    "single_sign_on",
    "single_sign_on_answer",
    "robots",
    "by-link",
    "by-link-following",
    "ending",  # its token is the only key
    "by-link-thing",
    "by-link-file",
    "by-link-comments",
    "by-link-notebook",
    "by-link-changes",
    "by-link-signature",
    "by-link-code",
}
# Their parameters are words of ours, so that nothing of anybody else can be asked for by them.
WORDED = {"counted"}


class NoValue(LookupError):
    """A route has a parameter that nobody explained to the sweep."""


def path_of(route: Route, world: World) -> str:
    """Return the route's path with the ids of `world`. Raises `NoValue`."""
    if route.is_regex:
        return _sample(route)
    return route.path({name: _value(route, name, world) for name in route.parameters})


def _sample(route: Route) -> str:
    if route.name not in SAMPLES:
        raise NoValue(f"tests/sweep/ids.py: add a path for the route {route.name!r} ({route.pattern}) to SAMPLES.")
    return SAMPLES[route.name]


def _value(route: Route, name: str, world: World) -> object:
    every = PARAMETERS | parts.parameters()
    prefixes = [prefix for prefix, known in every.items() if name in known and route.pattern.startswith(prefix)]
    if not prefixes:
        raise NoValue(
            f"tests/sweep/ids.py: say what <{name}> of {route.pattern!r} stands for: "
            f"add it to PARAMETERS of the domain's file in tests/sweep/parts."
        )
    source = every[max(prefixes, key=len)][name]
    return source[1:] if source.startswith("=") else _fact(world, source)


def _fact(world: World, name: str) -> object:
    if hasattr(world, name):
        return getattr(world, name)
    return world.facts.get(name, parts.nothing(name))
