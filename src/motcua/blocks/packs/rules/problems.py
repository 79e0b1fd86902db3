"""Gather every mistake of a pack before refusing it: one complete answer, not one mistake per attempt."""

from collections.abc import Iterator
from contextlib import contextmanager

from motcua.blocks.packs.rules.located import PackError, PackRefused


class Problems:
    """The mistakes found so far."""

    def __init__(self) -> None:
        self.found: list[PackError] = []

    def add(self, error: PackError) -> None:
        """Note one mistake."""
        self.found.append(error)

    @contextmanager
    def gather(self) -> Iterator[None]:
        """Note the mistake raised inside and go on with the next file or row."""
        try:
            yield
        except PackError as error:
            self.found.append(error)
        except PackRefused as refused:
            self.found.extend(refused.errors)

    def refuse_if_any(self) -> None:
        """Raise `PackRefused` with everything found; return quietly when there is nothing."""
        if self.found:
            raise PackRefused(self.found)
