"""REST: who is here, how people come and go, their days off, and one's own tokens."""

from ninja import Router

from assay.accounts.api.calendar import router as calendar
from assay.accounts.api.invitations import router as invitations
from assay.accounts.api.people import router as people
from assay.accounts.api.tokens import router as tokens

router = Router(tags=["People"])
for part in (people, invitations, calendar, tokens):
    router.add_router("", part)
