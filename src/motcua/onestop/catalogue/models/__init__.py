from motcua.onestop.catalogue.models.procedure import Procedure, ProcedureVersion, VersionIsImmutableError

__all__ = ["Procedure", "ProcedureVersion", "VersionIsImmutableError"]
