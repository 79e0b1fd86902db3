"""Put a version in force."""

from datetime import datetime

from motcua.blocks.notices.models import Template, TemplateVersion


def publish(version: TemplateVersion, *, at: datetime) -> None:
    """From now on this version is used; messages already planned keep theirs."""
    version.state, version.published_at = TemplateVersion.State.PUBLISHED, at
    version.save()
    Template.objects.filter(pk=version.template_id).update(current=version)
