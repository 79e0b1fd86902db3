"""The days and hours a unit works."""

from motcua.ground.directory.models import Unit
from motcua.ground.directory.rules.keeping import kept
from motcua.kernel.calendar import viet_nam
from motcua.kernel.deadlines import Schedule
from motcua.kernel.office_hours import OfficeHours, standard


@kept
def schedule_of(of: Unit | int) -> Schedule:
    """The calendar of the country with the office hours of the unit, or of the nearest unit above that has its own. At most two queries."""
    path = of.path if isinstance(of, Unit) else Unit.objects.values_list("path", flat=True).get(pk=of)
    above = [int(step) for step in path.strip("/").split("/")]
    rows = Unit.objects.filter(pk__in=above, office_hours__isnull=False).order_by("path").values_list("office_hours__definition", flat=True)
    definitions = list(rows)
    return Schedule(viet_nam(), OfficeHours.parse(definitions[-1]) if definitions else standard())
