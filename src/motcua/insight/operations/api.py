"""Operations centre: the only door of this module."""
