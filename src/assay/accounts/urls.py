from django.urls import path

from assay.accounts.views import people, profile, tokens, welcome, workspace

app_name = "accounts"
urlpatterns = [
    path("welcome/<str:secret>", welcome.welcome, name="welcome"),
    path("people/", people.people, name="people"),
    path("people/new", people.new, name="new_person"),
    path("people/<int:pk>", people.person_page, name="person"),
    path("people/<int:pk>/role", people.role, name="role"),
    path("people/<int:pk>/link", people.link, name="link"),
    path("people/<int:pk>/removal", people.removal, name="removal"),
    path("tokens/", tokens.tokens, name="tokens"),
    path("tokens/<int:pk>/revocation", tokens.revocation, name="revocation"),
    path("profile/", profile.profile, name="profile"),
    path("profile/sign-in", profile.sign_in, name="sign_in"),
    path("workspace/", workspace.workspace, name="workspace"),
]
