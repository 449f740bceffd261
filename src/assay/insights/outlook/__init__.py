"""When projects and phases will be done, from their own history, with how far such dates held before."""

from assay.insights.outlook.asking import outlook_of, outlook_of_phase, outlooks_of, outlooks_of_phases
from assay.insights.outlook.shape import CHANCES, Outlook

__all__ = ["CHANCES", "Outlook", "outlook_of", "outlook_of_phase", "outlooks_of", "outlooks_of_phases"]
