from motcua.blocks.accounts.models.account import Account

__all__ = ["Account"]
