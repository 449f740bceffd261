"""How views find reviews and stops; what this person may not see is not found."""

from django.http import Http404

from assay.accounts.models import Person
from assay.reviews.models import Review, Stop


def review_of(person: Person, pk: int) -> Review:
    """Return a review that this person may read. Raises `Http404`."""
    found = Review.objects.visible_to(person).select_related("person", "workspace").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def own_review(person: Person, pk: int) -> Review:
    """Return a review of this person's own: nobody walks another one's. Raises `Http404`."""
    found = Review.objects.of(person).select_related("person", "workspace").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def stop_of(review: Review, person: Person, position: int) -> Stop:
    """Return a stop of it, if its project is still to be seen. Raises `Http404`."""
    found = Stop.objects.visible_to(person).with_facts().filter(review=review, position=position).first()
    if found is None:
        raise Http404
    found.review = review
    return found
