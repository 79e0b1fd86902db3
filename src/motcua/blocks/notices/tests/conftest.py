from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field

import pytest

from motcua.blocks.notices.models import Template, TemplateVersion, Topic
from motcua.blocks.notices.ports import Letter, NeverThere, NotNow, Report, ShortText, use_carriers
from motcua.kernel import clock

TEXTS = {
    "inbox": {
        "vi": {"title": "Hồ sơ {code}", "body": "Đã tiếp nhận {code}\n{items}"},
        "en": {"title": "Dossier {code}", "body": "{code} arrived\n{items}"},
    },
    "mail": {
        "vi": {"title": "Hồ sơ {code}", "body": "Đã tiếp nhận {code}. {link}"},
        "en": {"title": "Dossier {code}", "body": "{code} arrived. {link}"},
    },
    "sms": {"vi": {"body": "Đã tiếp nhận {code}"}, "en": {"body": "{code} arrived"}},
}


@dataclass
class Carrier:
    """Carries both kinds, tells repetitions by reference, and does what the next fault of the list says."""

    faults: list[str] = field(default_factory=list)
    arrived: dict[str, Letter | ShortText] = field(default_factory=dict)
    handed_in: list[str] = field(default_factory=list)
    reports: dict[str, Report] = field(default_factory=dict)

    def carry(self, one: Letter | ShortText) -> None:
        fault = self.faults.pop(0) if self.faults else ""
        if fault == "down":
            raise NotNow("down")
        if fault == "never":
            raise NeverThere("no such address")
        self.handed_in.append(one.reference)
        self.arrived.setdefault(one.reference, one)
        if fault == "crash":
            raise KeyboardInterrupt  # the process dies after the carrier's yes
        if fault == "lost_answer":
            raise NotNow("the answer got lost")

    def ask(self, reference: str) -> Report:
        return self.reports.get(reference, "unknown")

    @property
    def bodies(self) -> list[str]:
        return [one.body for one in self.arrived.values()]


@pytest.fixture
def mail() -> Carrier:
    return Carrier()


@pytest.fixture
def sms() -> Carrier:
    return Carrier()


@pytest.fixture
def carriers(mail: Carrier, sms: Carrier) -> Iterator[tuple[Carrier, Carrier]]:
    use_carriers(mail=mail, text=sms)
    yield mail, sms
    use_carriers()


@pytest.fixture
def template(db: None) -> Template:
    return make_template("received", required=True)


def make_template(key: str, *, required: bool = False, secret: bool = False, urgent: bool = False) -> Template:
    topic, _ = Topic.objects.get_or_create(
        key=f"topic_{key}",
        defaults={"name": {"vi": "Hồ sơ", "en": "Dossiers"}, "required": required, "default_ways": ["inbox", "mail", "sms"]},
    )
    places = {"code": {"example": "H56-1"}, "items": {"example": ["a", "b"], "personal": True}}
    made = Template.objects.create(key=key, topic=topic, places=places, file_sha="x", secret=secret, urgent=urgent)
    now = clock.now()
    made.current = TemplateVersion.objects.create(
        template=made, number=1, texts=deepcopy(TEXTS), state="published", origin="file", saved_at=now, published_at=now
    )
    made.save()
    return made
