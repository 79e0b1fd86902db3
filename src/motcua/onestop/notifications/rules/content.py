"""What the folder of messages says: which event brings which message to whom, and the texts."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from motcua.blocks.notices.api import QuietEntry, TemplateEntry, TopicEntry
from motcua.kernel.expressions import Expression, ExpressionError


class OccasionEntry(BaseModel):
    """An event, the condition on what it tells, and whom the message reaches."""

    model_config = ConfigDict(extra="forbid")
    event: str = Field(pattern=r"^[a-z_]+\.[a-z_]+$")
    when: str = ""
    to: Literal["applicant", "subject", "person"] = "applicant"

    @field_validator("when")
    @classmethod
    def _is_an_expression(cls, text: str) -> str:
        try:
            if text:
                Expression.parse(text)
        except ExpressionError as error:
            raise ValueError(str(error)) from error
        return text


class MessageEntry(TemplateEntry):
    """A template and the occasions that bring it."""

    on: list[OccasionEntry] = Field(default_factory=list)


class MessagesFile(BaseModel):
    """One file of the folder `messages`."""

    model_config = ConfigDict(extra="forbid")
    topics: list[TopicEntry] = []
    quiet_hours: list[QuietEntry] = []
    messages: list[MessageEntry] = []
