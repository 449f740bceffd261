from django.urls import path

from assay.accounts.security.views import lost, overview, rule
from assay.accounts.views import absences, calendar, invitations, joining, leaving, people, profile, tokens, welcome
from assay.accounts.views import workspace as workspaces

app_name = "accounts"
urlpatterns = [
    path("welcome/<str:secret>", welcome.welcome, name="welcome"),
    path("join/<str:secret>", joining.join, name="join"),
    path("people/", people.people, name="people"),
    path("people/new", invitations.new, name="new_person"),
    path("people/invitations/<int:pk>/renewal", invitations.renewal, name="renewal"),
    path("people/invitations/<int:pk>/revocation", invitations.revocation, name="end_invitation"),
    path("people/<int:pk>", people.person_page, name="person"),
    path("people/<int:pk>/role", people.role, name="role"),
    path("people/<int:pk>/link", people.link, name="link"),
    path("people/<int:pk>/password-link", lost.password_link, name="password_link"),
    path("people/<int:pk>/second-factor/removal", lost.second_factor_removal, name="second_factor_removal"),
    path("people/<int:pk>/return", people.way_back, name="way_back"),
    path("people/<int:pk>/removal", leaving.removal, name="removal"),
    path("people/<int:pk>/absences", absences.of_person, name="absences_of"),
    path("absences/", absences.own, name="absences"),
    path("absences/<int:pk>", absences.absence, name="absence"),
    path("absences/<int:pk>/removal", absences.removal, name="absence_removal"),
    path("tokens/", tokens.tokens, name="tokens"),
    path("tokens/<int:pk>/revocation", tokens.revocation, name="revocation"),
    path("profile/", profile.profile, name="profile"),
    path("profile/sign-in", overview.first_password, name="sign_in"),
    path("workspace/sign-in", rule.sign_in_rule, name="sign_in_rule"),
    path("workspace/", workspaces.workspace, name="workspace"),
    path("workspace/work", workspaces.work_rules, name="work_rules"),
    path("workspace/choice", workspaces.choice, name="choose_workspace"),
    path("workspace/calendar", calendar.calendar, name="calendar"),
    path("workspace/calendar/<int:pk>/removal", calendar.removal, name="holiday_removal"),
]
