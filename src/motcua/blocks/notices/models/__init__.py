from motcua.blocks.notices.models.notice import Delivery, Notice
from motcua.blocks.notices.models.reader import ChosenWay, OwnAddress, ReaderSettings
from motcua.blocks.notices.models.template import Template, TemplateVersion
from motcua.blocks.notices.models.topic import QuietHours, Topic

__all__ = ["ChosenWay", "Delivery", "Notice", "OwnAddress", "QuietHours", "ReaderSettings", "Template", "TemplateVersion", "Topic"]
