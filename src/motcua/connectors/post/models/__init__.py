from motcua.connectors.post.models.delivery import PostDelivery

__all__ = ["PostDelivery"]
