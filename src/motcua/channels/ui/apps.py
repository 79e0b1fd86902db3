from django.apps import AppConfig
from django.utils.module_loading import import_string


class UiConfig(AppConfig):
    """The design system; compiles the catalogues of words that changed before the first page needs them."""

    name = "motcua.channels.ui"
    label = "ui"

    def ready(self) -> None:
        import_string("motcua.channels.ui.translations.compile_messages")()
