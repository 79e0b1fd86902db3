"""Every source string that a person may read has Vietnamese words."""

import re
from collections import Counter
from pathlib import Path

from django.utils import translation

from motcua.channels.ui.translations import PACKAGE, compile_messages, missing, sources


def test_every_marked_string_of_every_module_has_vietnamese_words() -> None:
    lacking = missing()
    assert not lacking, "no Vietnamese words for:\n" + "\n".join(map(str, lacking))


def test_sources_are_really_found() -> None:
    texts = {source.text for source in sources()}
    assert {"Skip to content", "You are not allowed to do this: %(what)s.", "%(count)d page"} <= texts


def twice(root: Path) -> list[str]:
    """Words that a catalogue translates more than once: the later ones would silently win."""
    return [
        f"{file.parts[-5]}: {words}"
        for file in root.rglob("django.po")
        for words, count in Counter(
            re.findall(r'^((?:msgctxt .*\n)?msgid (?:"[^\n]+"\n|""\n(?:"[^\n]*"\n)+))', file.read_text(), re.M)
        ).items()
        if count > 1
    ]


def test_no_catalogue_translates_words_twice(tmp_path: Path) -> None:
    assert twice(PACKAGE) == []
    plant(tmp_path)
    with (tmp_path / "locale" / "vi" / "LC_MESSAGES" / "django.po").open("a") as file:
        file.write('\nmsgid "Me neither"\nmsgstr "Lần hai"\n')
    assert len(twice(tmp_path)) == 1


def plant(root: Path) -> None:
    (root / "templates").mkdir(parents=True)
    (root / "templates" / "a.html").write_text("{% load i18n %}\n\n{% translate 'Nobody translated me' %}")
    (root / "b.py").write_text("words('Me neither')\nother('not marked')\n")
    catalogue = root / "locale" / "vi" / "LC_MESSAGES"
    catalogue.mkdir(parents=True)
    (catalogue / "django.po").write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Me neither"\nmsgstr ""\n')


def test_a_planted_string_without_translation_is_named_with_file_and_line(tmp_path: Path) -> None:
    plant(tmp_path)
    assert [(str(one.file), one.line, one.text) for one in missing(tmp_path)] == [
        ("b.py", 1, "Me neither"),
        ("templates/a.html", 3, "Nobody translated me"),
    ]


def test_catalogues_are_compiled_once_and_again_when_they_change(tmp_path: Path) -> None:
    plant(tmp_path)
    assert len(compile_messages(tmp_path)) == 1
    assert compile_messages(tmp_path) == []


def test_compiled_words_are_used() -> None:
    compile_messages(PACKAGE)
    with translation.override("vi"):
        assert translation.gettext("Skip to content") == "Chuyển đến nội dung"
        assert translation.ngettext("%(count)d page", "%(count)d pages", 3) == "%(count)d trang"
    with translation.override("en"):
        assert translation.gettext("Skip to content") == "Skip to content"
