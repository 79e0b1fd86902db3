"""Every page tried by everybody, with a dossier of one ward and people of others: generated from the routes themselves.

The truth is worked out here, from who a person is; the guards and actions must come to the same answer.
"""

import pytest
from django.test import Client, override_settings

from motcua.blocks.events.api import Event
from motcua.blocks.permissions.api import may
from motcua.channels.ui.guard import Route, routes
from motcua.kernel.actor import Actor
from motcua.onestop.catalogue.api import form_of
from motcua.onestop.dossiers.api import Dossier, Draft
from tests.office import Office
from tests.security.world import EXTRACT, SEES_ITS_SENDER, SEES_THE_DOSSIER, SEES_THE_FEEDBACK, SEES_THE_REPORT, World, build

NOT_PAGES = ("api/",)
DENIED = {302, 403, 404, 405}
LOGIN_PAGES = {"logout", "eid_begin", "eid_return", "choose_language", "confirm_identity", "forget_kept", "login_officials"}
MAY_BE_EMPTY = {
    "work_job_retry",
    "work_publication",
    "work_review",
    "dossier_result",
    "work_result",
    "work_records",
    "work_reform_figures",
    "work_reform_figures_differences",
    "work_reform_figures_docx",
    "work_reform_figures_pdf",
    "work_report_cell",
    "work_reform_evidence",
    "work_par_pdf",
    "work_par_evidence",
    "survey",
    "vault_archive",
    "scan_page",
    "work_scan_page",
    "work_digital_decide",
    "work_digital_file",
    "supplement_scan",
    "message",
    "message_leave",
    "guest",
    "guest_page",
    "guest_reopen",
    "work_template",
    "feedback_answer",
    "rating_by_slip",
    "work_reform_plan",
    "work_reform_task",
    "work_alert",
}

FIRST_OF_ITS_KIND = (
    "<int:page>",
    "<int:digital>",
    "<int:job_id>",
    "<int:notice>",
    "<int:delivery_id>",
    "<int:representation>",
    "<int:result_id>",
    "<int:message_id>",
    "<int:run_id>",
    "<int:difference_id>",
    "<int:decision_id>",
    "<int:review_id>",
    "<int:reform_plan>",
    "<int:reform_task>",
    "<int:reform_step>",
    "<int:delegate_id>",
)


@pytest.fixture
def world(office: Office) -> World:
    return build(office)


def pages() -> list[Route]:
    """Every route that is a page."""
    return [route for route in routes() if not route.pattern.startswith(NOT_PAGES)]


def address(route: Route, world: World) -> str:
    """The route filled in with the objects of the world."""
    values: dict[str, object] = {
        **dict.fromkeys(FIRST_OF_ITS_KIND, 1),
        "<uuid:key>": world.draft.key,
        "<str:page_id>": form_of(world.draft.version_id).all_pages[0].id,
        **of_the_reform_index(world),
        "<slug:component>": component_in(route) if "chi-so" in route.pattern else "giay_to_ho_tich_cu",
        "<int:paper>": world.draft_paper.pk if "nhap/" in route.pattern else world.paper.pk,
        "<int:report>": world.report.report,
        "<int:reporting_period>": world.report.period,
        "<slug:step>": "tra-lai",
        "<int:paper_id>": world.paper.pk,
        "<int:slip>": world.slip_id,
        "<int:slip_id>": world.slip_id,
        "<int:task_id>": world.task_id,
        "<str:reference>": world.money.refund if route.name == "work_refund" else world.money.reference,
        "<int:receipt>": world.money.receipt,
        "<int:settlement>": world.money.settlement,
        "<int:mismatch>": world.money.mismatch,
        **dict.fromkeys(("<str:token>", "<slug:proof>"), "x"),
        "<slug:way>": "mail",
        "<slug:template>": "dossier_received",
        "<int:representation>": 1,
        "<int:result_id>": 1,
        "<int:message_id>": 1,
        "<int:run_id>": 1,
        "<int:difference_id>": 1,
        "<int:decision_id>": 1,
        "<int:alert>": 1,
        "<str:day>": "2022-11-14",
        "<int:assessment_id>": world.assessment,
        "<slug:hall>": world.desk.ticket.hall.slug,
        "<slug:place>": world.desk.ticket.token,
        "<uuid:appointment>": world.desk.appointment.key,
        "<int:ticket>": world.desk.ticket.pk,
        "<int:envelope>": world.desk.envelope.pk,
        "<int:document>": world.vault.document,
        "<int:share>": world.vault.share.pk,
        "<uuid:link>": world.vault.share.key,
        "<uuid:archive>": world.vault.share.key,
        "<int:reading>": world.vault.reading,
        "<int:dispute_id>": world.vault.dispute,
        "<int:attachment>": world.feedback.attachments.get().pk,
        "<slug:verb>": "tiep-nhan" if route.pattern.startswith("lam-viec/") else "danh-gia",
        "<str:code>": {
            "thu-tuc": EXTRACT,
            "nhap-khach": EXTRACT,
            "tiep-nhan": EXTRACT,
            "ngon-ngu": "en",
            "phan-anh": world.feedback.code,
        }.get(_section(route), world.dossier.code),
    }
    if route.name == "work_taken_in":
        values["<str:code>"] = world.dossier.code
    filled = route.pattern
    for place, value in values.items():
        filled = filled.replace(place, str(value))
    assert "<" not in filled, f"the matrix does not know how to fill {route.pattern}"
    return f"/{filled}"


def of_the_reform_index(world: World) -> dict[str, object]:
    """The round of the wards and the ward's sheet."""
    return {
        "<int:round_id>": world.reform.round_id,
        "<int:sheet_id>": world.reform.pk,
        "<int:evidence_id>": 1,
        "<slug:survey>": "citizens",
    }


def component_in(route: Route) -> str:
    """A component of the service index or of the reform index."""
    return "on_time" if "chi-so-phuc-vu" in route.pattern else "initiative"


def _section(route: Route) -> str:
    parts = route.pattern.split("/")
    return parts[1] if parts[0] == "lam-viec" else parts[0]


def is_let_in(route: Route, name: str, actor: Actor) -> bool:
    """Whether this person may open this page, from who the person is."""
    access = route.access
    assert access is not None
    if access.kind == "public" and not route.name.startswith("feedback_"):
        return True
    if access.kind in {"citizen", "official"} and actor.kind != access.kind:
        return False
    if access.kind == "capability" and not may(actor, access.capability):
        return False
    if "<uuid:key>" in route.pattern or "<uuid:appointment>" in route.pattern:
        return name == "owner"
    if "<int:ticket>" in route.pattern or "<int:envelope>" in route.pattern:
        return name == "dienbien.motcua"
    if route.name in {"payment_back", "payment_refund"}:
        return name == "owner"
    if route.name in {"work_receipt", "work_refund"}:
        return name in SEES_THE_DOSSIER
    if route.name in {"feedback_follow", "feedback_answer", "feedback_attachment", "feedback_act"}:
        return name == "owner"
    if "phan-anh/<str:code>" in route.pattern and route.name.startswith("work_"):
        needs_sender = route.name in {"work_feedback_answer", "work_feedback_file"}
        return name in (SEES_ITS_SENDER if needs_sender else SEES_THE_FEEDBACK)
    if route.name.startswith("vault_") and "<" in route.pattern and "<str:code>" not in route.pattern:
        return name == "owner" and "<int:delegate_id>" not in route.pattern  # a person lets nobody into a vault of his own
    if "<int:report>" in route.pattern:
        return name in SEES_THE_REPORT
    if route.name == "work_par_publish":
        return False  # nobody here leads the province
    if "<int:assessment_id>" in route.pattern:
        return name in {"dienbien.chutich", "kiemsoat.tinh"}
    if "<int:sheet_id>" in route.pattern:
        return name in {"dienbien.chutich", "kiemsoat.tinh", "caicach.tinh"}
    if "ho-so/<str:code>" in route.pattern or route.name == "work_taken_in":
        return name in SEES_THE_DOSSIER
    return True


def state() -> tuple[object, ...]:
    """What a stranger must not be able to change."""
    steps = Event.objects.exclude(kind__in=["personal_data.read"]).exclude(stream__in=["account", "login"]).count()
    return steps, list(Dossier.objects.values_list("status", flat=True)), Draft.objects.count()


def client_of(world: World, name: str) -> Client:
    client = Client(raise_request_exception=False)
    if name in world.accounts:
        client.force_login(world.accounts[name], backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_every_page_says_who_may_open_it() -> None:
    assert [route.pattern for route in pages() if route.access is None] == []


def findings(world: World) -> list[str]:
    """Everything that is open to the wrong person, closed to the right one, or breaks."""
    found = []
    for name, actor in world.actors.items():
        client = client_of(world, name)
        for route in pages():
            if route.name not in LOGIN_PAGES:
                found += [finding for method in ("get", "post") if (finding := tried(world, client, route, method, name, actor))]
    return found


def tried(world: World, client: Client, route: Route, method: str, name: str, actor: Actor) -> str:
    """What is wrong with one page for one person; empty when nothing is.

    Pages are opened by all; sent by those who may not, because those who may would change what the others try.
    """
    if method == "post" and is_let_in(route, name, actor):
        return ""
    before = state()
    reply = getattr(client, method)(address(route, world))
    what = f"{method} {route.pattern} by {name}: {reply.status_code}"
    if reply.status_code >= 500:
        return f"{what}, a fault"
    if not is_let_in(route, name, actor):
        return "" if reply.status_code in DENIED and state() == before else f"{what}, let in"
    kept_out = method == "get" and reply.status_code in {403, 404} and route.name not in MAY_BE_EMPTY
    return f"{what}, kept out" if kept_out else ""


def test_nobody_opens_what_is_not_his_and_everybody_what_is(world: World) -> None:
    assert findings(world) == []


def test_the_matrix_finds_a_planted_hole(world: World) -> None:
    with override_settings(ROOT_URLCONF="tests.security.planted_urls"):
        found = findings(world)
    assert any("by stranger" in finding and "let in" in finding for finding in found)
