"""The REST API: its frame with every domain's router."""

from assay.rest.frame import make_api

api = make_api()
