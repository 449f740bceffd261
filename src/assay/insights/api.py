"""REST operations of insights."""

from ninja import Router

from assay.insights.api_figures import router as figures
from assay.insights.api_forecasts import router as forecasts

router = Router(tags=["Insights"])
router.add_router("", forecasts)
router.add_router("", figures)
