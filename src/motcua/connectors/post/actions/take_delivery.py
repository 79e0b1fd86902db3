"""Take in a genuine message of the post, once."""

from datetime import timedelta

from django.db import IntegrityError, transaction

from motcua.connectors.post.models import PostDelivery
from motcua.kernel import clock
from motcua.onestop.desk.api import POSTMAN, take_over_parcel
from motcua.onestop.desk.ports import PostNews

_KEPT = timedelta(days=1)


def take_delivery(number: str, news: PostNews) -> bool:
    """Take the news over; False when this delivery number was taken in before.

    Raises what `take_over_parcel` raises; then nothing is noted and the post tells it again.
    """
    now = clock.real_now()
    try:
        with transaction.atomic():
            PostDelivery.objects.filter(received_at__lt=now - _KEPT).delete()
            PostDelivery.objects.create(number=number, received_at=now)
            take_over_parcel(news, actor=POSTMAN)
    except IntegrityError:
        if PostDelivery.objects.filter(number=number).exists():
            return False
        raise
    return True
