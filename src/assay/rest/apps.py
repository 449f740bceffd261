from django.apps import AppConfig


class RestConfig(AppConfig):
    name = "assay.rest"
