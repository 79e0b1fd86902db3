"""What only the whole of a bundle can do."""

from motcua.kernel.errors import Conflict, words
from motcua.onestop.dossiers.models import Dossier


def require_whole(dossier: Dossier) -> None:
    """Refuse to withdraw or hand over a part by itself; the citizen has one dossier, the whole."""
    if dossier.parent is not None:
        raise Conflict(
            words("This is a part of the dossier %(whole)s and goes the way of the whole."),
            code="part_of_a_whole",
            params={"whole": dossier.parent.code},
            way_out=words("Open the dossier %(whole)s and do it there."),
        )
