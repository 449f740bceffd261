from django.urls import path

from assay.registry.views import models, versions

app_name = "registry"
urlpatterns = [
    path("models/", models.models, name="models"),
    path("projects/<str:key>/models", models.of_project, name="of_project"),
    path("models/<str:name>", models.model, name="model"),
    path("models/<str:name>/edit", models.edit, name="edit"),
    path("models/<str:name>/aliases", models.aliases, name="aliases"),
    path("models/<str:name>/alias-removal", models.alias_removal, name="alias_removal"),
    path("models/<str:name>/tags", models.tags, name="tags"),
    path("models/<str:name>/tag-removal", models.tag_removal, name="tag_removal"),
    path("models/<str:name>/deletion", models.deletion, name="deletion"),
    path("models/<str:name>/versions/<int:number>", versions.version, name="version"),
    path("models/<str:name>/versions/<int:number>/description", versions.description, name="version_description"),
    path("models/<str:name>/versions/<int:number>/tags", versions.tags, name="version_tags"),
    path("models/<str:name>/versions/<int:number>/tag-removal", versions.tag_removal, name="version_tag_removal"),
    path("models/<str:name>/versions/<int:number>/deletion", versions.deletion, name="version_deletion"),
    path("models/<str:name>/versions/<int:number>/artifacts/<path:path>", versions.artifact, name="artifact"),
    path("runs/<str:uid>/models/<str:model>/registration", versions.registration, name="registration"),
]
