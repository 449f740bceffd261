from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "assay.accounts"

    def ready(self) -> None:
        from assay.accounts.kinds import PERSON, WORKSPACE
        from assay.accounts.models import Token
        from assay.accounts.models.person import LastOwner, RoleRefused
        from assay.accounts.places import PLACES
        from assay.activity.kinds import register_kind
        from assay.rest.doors import register_key_reader
        from assay.rest.errors import register_error
        from assay.web.rail import register_rail

        register_kind(PERSON)
        register_kind(WORKSPACE)
        register_key_reader(Token.objects.authenticate)
        register_error(RoleRefused, 403, "role-refused")
        register_error(LastOwner, 409, "last-owner")
        for place in PLACES:
            register_rail(place)
