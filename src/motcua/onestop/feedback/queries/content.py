"""The content in force, read once per version and process."""

from functools import lru_cache

from motcua.kernel.errors import Fault
from motcua.onestop.feedback.models import ContentVersion
from motcua.onestop.feedback.rules.content import FeedbackContent


def content_in_force() -> FeedbackContent:
    """The newest loaded content. One query; raises Fault when none was ever loaded."""
    newest = ContentVersion.objects.order_by("-id").values_list("id", "sha256").first()
    if newest is None:
        raise Fault("the province's content about feedback was not loaded")
    return _parsed(*newest)


@lru_cache(maxsize=4)
def _parsed(version_id: int, sha256: str) -> FeedbackContent:
    return FeedbackContent.model_validate(ContentVersion.objects.get(pk=version_id, sha256=sha256).content)
