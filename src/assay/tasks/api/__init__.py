"""REST: tasks and everything about them."""

from ninja import Router

from assay.tasks.api.bulk import add_bulk
from assay.tasks.api.handoffs import router as handoffs
from assay.tasks.api.natures import router as natures
from assay.tasks.api.parts import router as parts
from assay.tasks.api.shelves import router as shelves
from assay.tasks.api.splits import router as splits
from assay.tasks.api.tasks import router as tasks
from assay.tasks.api.templates import router as templates
from assay.tasks.api.views import router as views

router = Router(tags=["Tasks"])
add_bulk(router)  # before the address that would take `bulk` for a key
for part in (tasks, parts, handoffs, shelves, splits, templates, views, natures):
    router.add_router("", part)
