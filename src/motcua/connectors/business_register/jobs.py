"""Ask about filings of which nothing was heard: calls back can get lost."""

from datetime import timedelta

from django.conf import settings

from motcua.blocks.jobs.api import every, job
from motcua.connectors.business_register.actions.note_status import note_status
from motcua.connectors.business_register.client import HttpBusinessRegister
from motcua.connectors.business_register.models import RegisterFiling
from motcua.connectors.business_register.rules.message import FINAL
from motcua.kernel import clock

SILENT = timedelta(minutes=5)
_AT_ONCE = 50


@job("business_register.ask_about_silent_filings", retries=0)
def ask_about_silent_filings() -> None:
    """Ask about filings without a final status and without news for five minutes, the longest silent first."""
    if not settings.BUSINESS_REGISTER["url"]:
        return
    silent = RegisterFiling.objects.exclude(status__in=FINAL).filter(changed_at__lt=clock.real_now() - SILENT).order_by("changed_at")
    for filing in silent[:_AT_ONCE]:
        if not note_status(HttpBusinessRegister().ask(filing.foreign_code)):
            RegisterFiling.objects.filter(pk=filing.pk).update(changed_at=clock.real_now())


every(60, ask_about_silent_filings)
