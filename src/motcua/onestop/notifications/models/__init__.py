from motcua.onestop.notifications.models.occasion import Occasion, Reminder

__all__ = ["Occasion", "Reminder"]
