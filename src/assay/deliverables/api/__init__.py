"""REST: deliverables, what is attached to them, what is said of them, who reviews and who signs."""

from ninja import Router

from assay.deliverables.api.attaching import router as attaching
from assay.deliverables.api.owing import router as owing
from assay.deliverables.api.reviewing import router as reviewing
from assay.deliverables.api.signing import router as signing
from assay.deliverables.api.talking import router as talking

router = Router()
for part in (owing, attaching, talking, signing, reviewing):
    router.add_router("", part)
