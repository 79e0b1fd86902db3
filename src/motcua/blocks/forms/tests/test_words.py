import re
from pathlib import Path

from babel.messages.pofile import read_po

from motcua.blocks import forms

HOME = Path(forms.__file__).parent
_MARKED = re.compile(r'words\(\s*"((?:[^"\\]|\\.)+)"')


def test_every_sentence_has_vietnamese_words_with_the_same_places() -> None:
    marked = {text for file in [*HOME.glob("rules/*.py"), *HOME.glob("queries/*.py")] for text in _MARKED.findall(file.read_text())}
    with (HOME / "locale/vi/LC_MESSAGES/django.po").open("rb") as file:
        translated = {message.id: message.string for message in read_po(file, locale="vi") if message.id}
    assert set(translated) == marked
    for source, target in translated.items():
        assert set(re.findall(r"%\((\w+)\)s", source)) == set(re.findall(r"%\((\w+)\)s", target))
