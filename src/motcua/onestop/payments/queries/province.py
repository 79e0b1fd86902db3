"""The unit for which payments are reconciled: the whole province, whose accounts the gateways settle."""

from motcua.ground.directory.api import Unit


def province_path() -> str:
    """The path of the province; "/" in a house without units, where nobody but the system may reconcile."""
    return Unit.objects.filter(kind=Unit.Kind.PROVINCE).order_by("pk").values_list("path", flat=True).first() or "/"
