from motcua.channels.public_api.models.kept_reply import KeptReply

__all__ = ["KeptReply"]
