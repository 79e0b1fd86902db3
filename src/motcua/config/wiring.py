"""The only place that joins ports to connectors and events to their handlers."""

from django.conf import settings

from motcua.blocks.accounts.ports import use_identity
from motcua.blocks.events.api import subscribe
from motcua.blocks.notices.ports import use_carriers
from motcua.channels.workspace.ports import use_exchange
from motcua.config.closed_cases import ClosedDossiers
from motcua.config.legal_time import set_legal_time
from motcua.connectors.business_register.client import HttpBusinessRegister
from motcua.connectors.eid.availability import answers
from motcua.connectors.emc.client import HttpMinistry
from motcua.connectors.messaging.gateway import HttpTextGateway
from motcua.connectors.messaging.mail import SmtpMail
from motcua.connectors.national_feedback.handlers import KINDS as NATIONAL_FEEDBACK_KINDS
from motcua.connectors.national_feedback.handlers import tell_the_portal as tell_the_feedback_portal
from motcua.connectors.national_portal.exchange import NationalExchange
from motcua.connectors.national_portal.handlers import KINDS as PORTAL_KINDS
from motcua.connectors.national_portal.handlers import tell_the_portal
from motcua.connectors.national_reporting.client import HttpNationalReporting
from motcua.connectors.paygov.client import PayGov
from motcua.connectors.post.client import HttpPublicPost
from motcua.connectors.post.collected import CashOnDelivery
from motcua.connectors.treasury.client import HttpTreasury
from motcua.connectors.vnpt_pay.client import VnptPay
from motcua.insight.indicators.api import SUBSCRIBER, changing_kinds, keep_figures
from motcua.insight.measurement.ports import use_ministry
from motcua.insight.reporting.ports import use_national_reporting
from motcua.office.inspections.ports import use_closed_cases
from motcua.office.personnel.api import FOLLOW_UP_KINDS as PERSONNEL_KINDS
from motcua.office.personnel.api import order_decision_signature
from motcua.onestop.desk.api import POST_KINDS, SLIP_KINDS, order_post, order_slips
from motcua.onestop.desk.ports import use_public_post
from motcua.onestop.digitisation.api import KINDS as DIGITISATION_KINDS
from motcua.onestop.digitisation.api import CopyMaker, order_digitisation
from motcua.onestop.digitisation.ports import use_paper_kinds
from motcua.onestop.dossiers.api import BUNDLE_KINDS, FOLLOW_UP_KINDS, order_bundles, order_follow_up
from motcua.onestop.dossiers.ports import use_business_register, use_certified_copies, use_fee_desk, use_held_papers
from motcua.onestop.feedback.api import FOLLOW_UP_KINDS as FEEDBACK_KINDS
from motcua.onestop.feedback.api import order_signature
from motcua.onestop.notifications.api import KINDS as MESSAGE_KINDS
from motcua.onestop.notifications.api import tell_people
from motcua.onestop.payments.api import MONEY_KINDS, Cashier, follow_money
from motcua.onestop.payments.ports import use_collector, use_gateway, use_treasury
from motcua.onestop.vault.api import FILLING_KINDS, VaultKinds, VaultPapers, order_filling


def join() -> None:
    """Called once per process when every application is loaded."""
    set_legal_time()
    if settings.BUSINESS_REGISTER["url"]:
        use_business_register(HttpBusinessRegister())
    use_identity(answers)
    use_carriers(mail=SmtpMail() if settings.MAIL["host"] else None, text=HttpTextGateway() if settings.SMS["url"] else None)
    if settings.PUBLIC_POST["url"]:
        use_public_post(HttpPublicPost())
    subscribe("desk.slips", SLIP_KINDS, order_slips)
    subscribe("desk.post", POST_KINDS, order_post)
    if settings.NATIONAL_PORTAL["url"]:
        subscribe("national_portal.outbox", PORTAL_KINDS, tell_the_portal)
        use_exchange(NationalExchange())
    subscribe("dossiers.follow_up", FOLLOW_UP_KINDS, order_follow_up)
    subscribe("dossiers.bundles", BUNDLE_KINDS, order_bundles)
    use_held_papers(VaultPapers())
    use_certified_copies(CopyMaker())
    use_paper_kinds(VaultKinds())
    subscribe("vault.filling", FILLING_KINDS, order_filling)
    subscribe("digitisation.follow", DIGITISATION_KINDS, order_digitisation)
    use_fee_desk(Cashier())
    _join_money()
    subscribe("payments.follow", MONEY_KINDS, follow_money)
    subscribe("personnel.follow_up", PERSONNEL_KINDS, order_decision_signature)
    subscribe("feedback.follow_up", FEEDBACK_KINDS, order_signature)
    if settings.NATIONAL_FEEDBACK["url"]:
        subscribe("national_feedback.outbox", NATIONAL_FEEDBACK_KINDS, tell_the_feedback_portal)
    use_national_reporting(HttpNationalReporting() if settings.NATIONAL_REPORTING["url"] else None)
    use_ministry(HttpMinistry() if settings.EMC["url"] else None)
    subscribe("notifications.tell", MESSAGE_KINDS, tell_people)
    subscribe(SUBSCRIBER, changing_kinds(), keep_figures)
    use_closed_cases(ClosedDossiers())


def _join_money() -> None:
    """The ways to pay online, who collects at the door, and who tells what the treasury credited."""
    if settings.PAYGOV["url"]:
        use_gateway(PayGov())
    if settings.VNPT_PAY["url"]:
        use_gateway(VnptPay())
    if settings.PUBLIC_POST["url"]:
        use_collector(CashOnDelivery())
    use_treasury(HttpTreasury() if settings.TREASURY["url"] else None)
