"""Live quotes: what a document shows of runs, tasks and experiments, as it is now or as it was on a day.

A domain whose things can be quoted registers a kind (`register_quote`); this one knows none of them.
"""

from assay.documents.quotes.kinds import Look, Offer, Quotable, Quoted, Unquotable, register_quote

__all__ = ["Look", "Offer", "Quotable", "Quoted", "Unquotable", "register_quote"]
