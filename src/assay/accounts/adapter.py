"""How allauth behaves here: nobody signs up by themselves, and people land where they wanted to go."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-in only: accounts are made by the first start and by invitations."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
