"""What must be true of code before it goes to production, as the check list says it."""

from django.utils.translation import gettext_lazy as _

PRODUCTIZATION = (
    _("Every public function and module has a docstring"),
    _("Formatting and linting pass without exceptions"),
    _("Each run reports the rows that came in and went out"),
    _("Each run reports its error on held-out data"),
    _("Each training reports the importance of its features"),
    _("The memory budget is agreed and kept"),
    _("The latency budget is agreed and kept"),
)
