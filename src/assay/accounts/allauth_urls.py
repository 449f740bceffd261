"""The few of allauth's own addresses that this product has: in, out, another password. Sign-up has none."""

from allauth.account import views
from django.urls import path, reverse_lazy
from django.views.generic import RedirectView

from assay.accounts.sign_in import PasswordChange, SignIn
from assay.web.doors import recognised

urlpatterns = [
    path("login/", SignIn.as_view(), name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("password/change/", recognised(PasswordChange.as_view()), name="account_change_password"),
    path(
        "password/set/",
        RedirectView.as_view(url=reverse_lazy("mfa_index"), http_method_names=["get", "head", "options"]),
        name="account_set_password",
    ),
]
