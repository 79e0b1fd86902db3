from motcua.onestop.feedback.models.content import ContentVersion, SendCount
from motcua.onestop.feedback.models.feedback import Feedback, Station
from motcua.onestop.feedback.models.parts import Answer, Attachment, Publication, Reaction, Supplement

__all__ = ["Answer", "Attachment", "ContentVersion", "Feedback", "Publication", "Reaction", "SendCount", "Station", "Supplement"]
