"""Live a sample of the simulated dossiers again through the real actions."""

from collections.abc import Callable, Iterator
from random import Random

from motcua.kernel.actor import Actor
from motcua.onestop.dossiers.api import SIMULATION, Dossier, Unlike, replay_history


def check_lives(count: int, *, seed: int, actor: Actor, progress: Callable[[int], object] = lambda _: None) -> Iterator[tuple[str, Unlike]]:
    """Everything in which a random sample of so many lives differs from what the actions make of the same acts, with the code.

    Nothing of it stays in the database.
    """
    pks = list(Dossier.objects.filter(origin=SIMULATION).order_by("pk").values_list("pk", flat=True))
    for pk in Random(seed).sample(pks, min(count, len(pks))):  # noqa: S311 -- a sample, not a secret
        code = Dossier.objects.values_list("code", flat=True).get(pk=pk)
        for unlike in replay_history(pk, actor=actor):
            yield code, unlike
        progress(1)
