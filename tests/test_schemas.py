"""Each schema of the REST API has a name of its own: of two with one name, the description would tell only one."""

from collections import defaultdict
from collections.abc import Iterator

from ninja import Schema

from assay.config.api import api


def _below(schema: type[Schema]) -> Iterator[type[Schema]]:
    for one in schema.__subclasses__():
        yield one
        yield from _below(one)


def test_no_two_schemas_of_ours_share_a_name() -> None:
    assert api.get_openapi_schema(path_prefix="/api/v1/")["paths"]
    homes = defaultdict(set)
    for one in _below(Schema):
        if one.__module__.startswith("assay."):
            homes[one.__name__].add(one.__module__)
    assert {name: sorted(modules) for name, modules in homes.items() if len(modules) > 1} == {}
