from motcua.channels.ui.models.kept_form import KeptForm

__all__ = ["KeptForm"]
