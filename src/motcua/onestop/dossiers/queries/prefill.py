"""What the registers know of a person, under the names that forms ask for."""

from motcua.ground.parties.api import Party


def prefill_sources(party: Party) -> dict[str, object]:
    """Known facts by source key (`person.full_name`, ...); unknown ones are left out."""
    known = {
        "person.full_name": party.full_name,
        "person.citizen_id": party.citizen_id,
        "person.tax_code": party.tax_code,
        "person.birth_date": party.birth_date.isoformat() if party.birth_date else None,
        "person.sex": party.sex,
        "person.phone": party.phone,
        "person.email": party.email,
        "person.address": party.address,
        "person.commune_code": party.commune_code,
    }
    return {key: value for key, value in known.items() if value}
