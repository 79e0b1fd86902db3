"""An import contract: every module of a wing is entered by its doors only.

`doors` names the child modules that outsiders may import; all else in a module is private to it.
The tests of a module live inside it and may look around.
"""

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class FrontDoorContract(Contract):
    """Broken when a module outside a package imports something of it that is not a door."""

    type_name = "front_door"

    wing = fields.StringField()
    doors = fields.SetField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Look at every import that crosses the wall of a module of the wing."""
        trespasses = [
            (importer, imported)
            for imported in sorted(graph.modules)
            if not self._is_door(imported)
            for importer in sorted(graph.find_modules_that_directly_import(imported))
            if self._module_of(importer) != self._module_of(imported)
        ]
        return ContractCheck(kept=not trespasses, metadata={"trespasses": trespasses})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Name each trespass."""
        for importer, imported in check.metadata["trespasses"]:
            output.print_error(f"{importer} reaches into {imported}; use its api", bold=False)

    def _module_of(self, name: str) -> str | None:
        if not name.startswith(f"{self.wing}."):
            return None
        return name.removeprefix(f"{self.wing}.").split(".")[0]

    def _is_door(self, name: str) -> bool:
        module = self._module_of(name)
        if module is None:
            return True
        inside = name.removeprefix(f"{self.wing}.{module}").lstrip(".")
        return not inside or inside.split(".")[0] in self.doors
