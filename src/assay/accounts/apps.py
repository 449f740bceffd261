from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "assay.accounts"

    def ready(self) -> None:
        from assay.accounts import searching
        from assay.accounts.kinds import PERSON, WORKSPACE
        from assay.accounts.leaving import NoSuccessor
        from assay.accounts.models import Token
        from assay.accounts.models.absence import WrongDays
        from assay.accounts.models.invitation import InvitationClosed
        from assay.accounts.models.person import LastOwner, RoleRefused
        from assay.accounts.places import PLACES
        from assay.accounts.security.places import register as register_security
        from assay.accounts.wording import away_in_words, day_in_words
        from assay.activity.kinds import register_kind
        from assay.rest.doors import register_key_reader
        from assay.rest.errors import register_error
        from assay.search.sources import register_source
        from assay.web.jinja import register_global
        from assay.web.rail import register_rail

        register_kind(PERSON)
        register_source(searching.PEOPLE)
        register_kind(WORKSPACE)
        register_key_reader(Token.objects.authenticate)
        register_error(RoleRefused, 403, "role-refused")
        register_error(LastOwner, 409, "last-owner")
        register_error(InvitationClosed, 409, "invitation-closed")
        register_error(WrongDays, 422, "invalid", field="last_on")
        register_error(NoSuccessor, 422, "invalid", field="to")
        register_global("away_in_words", away_in_words)
        register_global("day_in_words", day_in_words)
        register_rail(*PLACES)
        register_security()
