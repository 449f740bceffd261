"""Addresses of what a project says of itself; part of `projects.urls`."""

from django.urls import path

from assay.projects.views import decisions, facts, readiness, stakeholders

_PROJECT = "projects/<str:key>"
urlpatterns = [
    path(f"{_PROJECT}/facts/<str:fact>", facts.fact, name="fact"),
    path(f"{_PROJECT}/stakeholders", stakeholders.stakeholders, name="stakeholders"),
    path(f"{_PROJECT}/stakeholders/<int:pk>", stakeholders.stakeholder, name="stakeholder"),
    path(f"{_PROJECT}/stakeholders/<int:pk>/removal", stakeholders.removal, name="stakeholder_removal"),
    path(f"{_PROJECT}/stakeholders/<int:pk>/return", stakeholders.return_, name="stakeholder_return"),
    path(f"{_PROJECT}/readiness", readiness.checks, name="readiness"),
    path(f"{_PROJECT}/readiness/<int:pk>", readiness.check, name="check"),
    path(f"{_PROJECT}/readiness/<int:pk>/removal", readiness.removal, name="check_removal"),
    path(f"{_PROJECT}/readiness/<int:pk>/return", readiness.return_, name="check_return"),
    path(f"{_PROJECT}/decisions", decisions.decisions, name="decisions"),
    path(f"{_PROJECT}/decisions/<int:pk>", decisions.decision, name="decision"),
    path(f"{_PROJECT}/decisions/<int:pk>/revocation", decisions.revocation, name="decision_revocation"),
]
