"""Indicators: what can be counted and which records stand behind each number."""

from motcua.blocks.measures.queries.counting import count_of
from motcua.blocks.measures.queries.indicator import Dimension, Indicator, register, registered
from motcua.blocks.measures.queries.legal_day import FirstOfMonth, LegalDay
from motcua.blocks.measures.rules.scope import Scope

__all__ = ["Dimension", "FirstOfMonth", "Indicator", "LegalDay", "Scope", "count_of", "register", "registered"]
