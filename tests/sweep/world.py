"""What a workspace offers to addresses: its people by role, and one id of each thing that an address can name."""

from dataclasses import dataclass, field

from assay.accounts.models import Person

# No row has it.
NUMBER = 990099


@dataclass(frozen=True)
class World:
    """The facts of one workspace; what stands here as a default is an id of nothing."""

    people: dict[str, Person]
    project_key: str = "NOSUCH"
    task_key: str = "NOSUCH-1"
    experiment_key: str = "NOSUCH-EXP-01"
    handed_key: str = "NOSUCH-PROD-02"
    member_pk: object = NUMBER
    token_pk: object = NUMBER
    invitation_pk: object = NUMBER
    absence_pk: object = NUMBER
    holiday_pk: object = NUMBER
    session_pk: object = NUMBER
    passkey_pk: object = NUMBER
    run_uid: str = "0" * 32
    run_number: object = NUMBER
    view_pk: object = NUMBER
    board_view_pk: object = NUMBER
    model_uid: str = "m-" + "0" * 32
    model_name: str = "no-such-model"
    group_pk: object = NUMBER
    column_pk: object = NUMBER
    phase_pk: object = NUMBER
    label_pk: object = NUMBER
    workflow_slug: str = "team-990099"
    template_pk: object = NUMBER
    link_pk: object = NUMBER
    step_pk: object = NUMBER
    comment_pk: object = NUMBER
    attachment_pk: object = NUMBER
    event_pk: object = NUMBER
    next_step_pk: object = NUMBER
    scratch_number: object = NUMBER
    webhook_uid: str = "00000000-0000-0000-0000-000000000000"
    source_pk: object = NUMBER
    results_pk: object = NUMBER
    document_pk: object = NUMBER
    document_file_pk: object = NUMBER
    # What the files of `tests/sweep/parts` made.
    facts: dict[str, object] = field(default_factory=dict)

    @property
    def artifact_path(self) -> str:
        return f"{self.group_pk}/{self.run_uid}/artifacts/model/MLmodel"


NOWHERE = World(people={})
