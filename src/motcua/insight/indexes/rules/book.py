"""Figures of one unit and period, and what the terms of a component make of them."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from motcua.insight.indexes.rules.service import Component, Edition, Term


@dataclass(slots=True)
class Book:
    """Amounts by (figure, part), and by (figure, part) and procedure; of the unit, and of the province cut to what the unit performs."""

    amounts: Counter[tuple[str, str]] = field(default_factory=Counter)
    procedures: defaultdict[tuple[str, str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    province: Mapping[tuple[str, str], Mapping[str, int]] = field(default_factory=dict)
    performed: Collection[str] | None = None  # None: every procedure

    def value(self, term: Term) -> int:
        """What one term says, without its sign."""
        if term.count == "procedures":
            return len(self.codes(term))
        if term.only or term.province:
            return sum(amount for code, amount in self._by_procedure(term).items() if not term.only or code in term.only)
        return sum(amount for (key, part), amount in self.amounts.items() if key == term.key and term.part in {"", part})

    def total(self, terms: Sequence[Term]) -> int:
        """The sum of terms, those with minus taken away; never below 0."""
        return max(sum(-self.value(term) if term.minus else self.value(term) for term in terms), 0)

    def codes(self, term: Term) -> set[str]:
        """The procedures of which the figure is above nothing."""
        found = {code for code, amount in self._by_procedure(term).items() if amount > 0}
        return {code for code in found if not term.only or code in term.only}

    def missing_codes(self, component: Component) -> set[str]:
        """The procedures in the denominator that are not in the numerator."""
        plus = set().union(*(self.codes(term) for term in component.numerator if not term.minus))
        minus = set().union(*(self.codes(term) for term in component.numerator if term.minus))
        return set().union(*(self.codes(term) for term in component.denominator)) - (plus - minus)

    def _by_procedure(self, term: Term) -> Mapping[str, int]:
        source = self.province if term.province else self.procedures
        found: Counter[str] = Counter()
        for (key, part), by_code in source.items():
            if key == term.key and term.part in {"", part}:
                found.update(by_code)
        if term.province and self.performed is not None:
            return {code: amount for code, amount in found.items() if code in self.performed}
        return found


@dataclass(frozen=True, slots=True)
class Needed:
    """The figures an edition needs: summed, by procedure, and of the province."""

    plain: frozenset[str]
    by_procedure: frozenset[str]
    province: frozenset[str]


def needed(edition: Edition) -> Needed:
    """Which figures have to be read, and how."""
    terms = list(edition.terms())
    province = frozenset(term.key for term in terms if term.province)
    split = frozenset(term.key for term in terms if not term.province and (term.count == "procedures" or term.only))
    plain = frozenset(term.key for term in terms if not term.province and term.count == "amount" and not term.only)
    return Needed(plain, split, province)
