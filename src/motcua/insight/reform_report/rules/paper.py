"""The report as a paper: headings, paragraphs and tables, the same for the page, the PDF and the text document."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from motcua.insight.reform_report.rules.definition import Chapter, Section
from motcua.insight.reform_report.rules.facts import Address, Fact, Report
from motcua.insight.reform_report.rules.prose import Piece, pieces, places_in, written

NO_SOURCE = {"vi": "chưa có nguồn", "en": "no source yet"}


@dataclass(frozen=True, slots=True)
class Block:
    """A heading (with its level), a paragraph, a quieter note, or a table with heads, rows and which columns hold numbers."""

    kind: Literal["heading", "paragraph", "note", "table"]
    text: str = ""
    level: int = 2
    pieces: Sequence[Piece] = ()
    heads: Sequence[str] = ()
    rows: Sequence[Sequence[Piece]] = ()
    lang: str = "vi"


@dataclass(frozen=True, slots=True)
class Paper:
    """A title, what is told below it, and the blocks."""

    title: str
    subtitle: str
    unit: str
    blocks: Sequence[Block]


def paper(report: Report, address: Address, *, heading: Callable[[str], str] = str.upper) -> Paper:
    """The report in Vietnamese, with a table in English at its end. `address` leads from a figure to its records."""
    writer = _Writer(report, address)
    text = report.definition
    blocks = [writer.paragraph(sentence) for sentence in text.opening]
    blocks += [_heading(f"I. {heading(text.steering.name.vi)}"), *writer.chapter(text.steering)]
    blocks.append(_heading(f"II. {heading(text.results.vi)}"))
    for number, section in enumerate(text.sections, 1):
        blocks += [_heading(f"{number}. {section.name.vi}", 3), *writer.section(section)]
    blocks += [_heading(f"III. {heading(text.evaluation.name.vi)}"), *writer.evaluation()]
    blocks += [_heading(f"IV. {heading(text.tasks.name.vi)}"), *writer.chapter(text.tasks)]
    blocks += [_heading(f"PHỤ LỤC 1. {heading('Số liệu và so sánh với cùng kỳ năm trước')}"), writer.table_vi()]
    blocks += [_heading(f"PHỤ LỤC 2. {heading('Summary in English')}"), writer.table_en()]
    subtitle = f"Từ {report.first:%d/%m/%Y} đến {report.last:%d/%m/%Y}"
    return Paper(text.title.vi, subtitle, report.unit_name, blocks)


def _heading(text: str, level: int = 2) -> Block:
    return Block("heading", text, level)


class _Writer:
    """Puts the figures of one report into words."""

    def __init__(self, report: Report, address: Address) -> None:
        self.report = report
        self.facts = report.by_id()
        self.address = address
        self.asked = {
            "unit": report.unit_name,
            "first": f"{report.first:%d/%m/%Y}",
            "last": f"{report.last:%d/%m/%Y}",
            "year": str(report.last.year),
        }
        self.numbers = {one: self._number(fact) for one, fact in self.facts.items()}
        self.told = {one: self._told(fact) for one, fact in self.facts.items()}

    def paragraph(self, sentence: str) -> Block:
        """One sentence as a paragraph."""
        return Block("paragraph", pieces=pieces(sentence, self.asked, self.told))

    def chapter(self, chapter: Chapter) -> list[Block]:
        """The sentences of a chapter."""
        return [self.paragraph(sentence) for sentence in chapter.sentences]

    def section(self, section: Section) -> list[Block]:
        """The sentences of which a figure has a source; the figures of the others are named in one note."""
        told: list[Block] = []
        for sentence in section.sentences:
            places = [place for place in places_in(sentence) if place in self.facts]
            if not places or any(self.facts[place].sourced for place in places):
                told.append(self.paragraph(sentence))
        silent = [line.vi[0].lower() + line.vi[1:] for line in section.figures if not self.facts[line.id].sourced]
        if silent:
            told.append(Block("note", f"Chưa có nguồn số liệu: {'; '.join(silent)}."))
        return told

    def evaluation(self) -> list[Block]:
        """How many figures have a source, what grew and what shrank most: worked out, not written by hand."""
        sourced = [fact for fact in self.report.facts if fact.sourced]
        told = f"Báo cáo có {len(self.facts)} số liệu; {len(sourced)} số liệu lấy từ hồ sơ, {len(self.facts) - len(sourced)} số liệu "
        blocks = [Block("paragraph", pieces=[Piece(f"{told}chưa có nguồn.")]), *self.chapter(self.report.definition.evaluation)]
        compared = [fact for fact in sourced if fact.per_cent is not None]
        compared.sort(key=lambda fact: (-(fact.per_cent or 0), fact.line.id))
        groups = (
            ("Tăng nhiều nhất so với cùng kỳ năm trước: ", [fact for fact in compared if (fact.per_cent or 0) > 0][:3]),
            ("Giảm nhiều nhất so với cùng kỳ năm trước: ", [fact for fact in reversed(compared) if (fact.per_cent or 0) < 0][:3]),
        )
        for said, facts in groups:
            if facts:
                blocks.append(Block("paragraph", pieces=[Piece(said), *self._listed(facts), Piece(".")]))
        if not compared:
            blocks.append(Block("note", "Chưa có số liệu của cùng kỳ năm trước để so sánh."))
        return blocks

    def _listed(self, facts: Sequence[Fact]) -> list[Piece]:
        found: list[Piece] = []
        for fact in facts:
            name = fact.line.vi[0].lower() + fact.line.vi[1:]
            found += [Piece(f"{'; ' if found else ''}{name} "), self.numbers[fact.line.id]]
            found.append(Piece(f" ({written(fact.per_cent, sign=True)}%)"))
        return found

    def table_vi(self) -> Block:
        """Every figure beside that of the same period last year."""
        heads = ("STT", "Nội dung", "Đơn vị tính", "Kỳ này", "Cùng kỳ năm trước", "Tăng, giảm", "Tỷ lệ (%)")
        return Block("table", "Số liệu và so sánh với cùng kỳ năm trước", heads=heads, rows=[self._row(*one) for one in self._numbered()])

    def _numbered(self) -> list[tuple[int, Fact]]:
        return list(enumerate(self.report.facts, 1))

    def _row(self, number: int, fact: Fact) -> list[Piece]:
        unit = self.report.definition.units[fact.line.unit].vi
        row = [Piece(str(number)), Piece(fact.line.vi), Piece(unit), self.numbers[fact.line.id]]
        if not fact.sourced:
            return [*row, Piece("–"), Piece("–"), Piece("–")]
        return [*row, Piece(written(fact.before)), Piece(written(fact.difference, sign=True)), Piece(written(fact.per_cent, sign=True))]

    def table_en(self) -> Block:
        """Every figure in English."""
        rows = []
        for number, fact in self._numbered():
            unit = self.report.definition.units[fact.line.unit].en
            rows.append([Piece(str(number)), Piece(fact.line.en), Piece(unit), self._number(fact, "en")])
        return Block("table", "Figures of the report", heads=("No.", "Indicator", "Unit", "Value"), rows=rows, lang="en")

    def _told(self, fact: Fact) -> Piece:
        """A number inside a sentence; without one it is said why."""
        number = self.numbers[fact.line.id]
        if not fact.sourced or fact.value is not None:
            return number
        return Piece("(không phát sinh)" if fact.known else "(không xác định được)", number.href, fact.line.id)

    def _number(self, fact: Fact, language: str = "vi") -> Piece:
        if not fact.sourced:
            return Piece(f"({NO_SOURCE[language]})", figure=fact.line.id)
        return Piece(written(fact.value, language, sign=bool(fact.line.change_of)), self.address(fact.key), fact.line.id)
