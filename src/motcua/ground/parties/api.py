"""People and organisations: found, registered and known from their electronic identity."""

from motcua.ground.parties.actions.adopt_parties import adopt_parties
from motcua.ground.parties.actions.look_up import find_by_citizen_id, find_by_tax_code, read_party, search_parties
from motcua.ground.parties.actions.party_from_claims import party_from_claims
from motcua.ground.parties.actions.register_party import register_party
from motcua.ground.parties.actions.represent import add_representative, admit_representative, end_representation
from motcua.ground.parties.actions.update_contact import update_contact
from motcua.ground.parties.models import Party, Representation
from motcua.ground.parties.queries.party_of import party_of
from motcua.ground.parties.queries.representations import acts_for, representation_of, representatives_of
from motcua.ground.parties.rules.identity import Particulars
from motcua.ground.parties.rules.scopes import SCOPES, capabilities_in

__all__ = [
    "SCOPES",
    "Particulars",
    "Party",
    "Representation",
    "acts_for",
    "add_representative",
    "admit_representative",
    "adopt_parties",
    "capabilities_in",
    "end_representation",
    "find_by_citizen_id",
    "find_by_tax_code",
    "party_from_claims",
    "party_of",
    "read_party",
    "register_party",
    "representation_of",
    "representatives_of",
    "search_parties",
    "update_contact",
]
