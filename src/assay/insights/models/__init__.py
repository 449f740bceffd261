from assay.insights.models.keeping import Keeping
from assay.insights.models.stay import Stay

__all__ = ["Keeping", "Stay"]
