"""What hangs on a feedback: files, questions back to the sender, the answer, what the public reads, and reactions."""

from typing import ClassVar

from django.db import models


class Attachment(models.Model):
    """A file of the sender; never public unless a person decided so, and then only as a picture made anew."""

    feedback = models.ForeignKey("feedback.Feedback", on_delete=models.CASCADE, related_name="attachments")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=150)
    added_at = models.DateTimeField()
    public = models.BooleanField(default=False)


class Supplement(models.Model):
    """What the sender was asked to add, and what came; the time between is not counted."""

    feedback = models.ForeignKey("feedback.Feedback", on_delete=models.CASCADE, related_name="supplements")
    asked = models.TextField()
    asked_at = models.DateTimeField()
    text = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["feedback"], condition=models.Q(answered_at__isnull=True), name="feedback_one_question_at_a_time"
            ),
        ]


class Answer(models.Model):
    """The answer of one round: drafted, then approved with number, day and signer; the file appears when it is signed."""

    feedback = models.ForeignKey("feedback.Feedback", on_delete=models.CASCADE, related_name="answers")
    round = models.PositiveSmallIntegerField(default=1)
    text = models.TextField()
    drafted_by = models.CharField(max_length=200)
    drafted_at = models.DateTimeField()
    issuer = models.ForeignKey("directory.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(null=True)
    number = models.PositiveIntegerField(null=True)
    approved_at = models.DateTimeField(null=True)
    signer_account = models.BigIntegerField(null=True)
    signer_name = models.CharField(max_length=200, blank=True)
    signer_title = models.CharField(max_length=200, blank=True)
    file = models.ForeignKey("files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["feedback", "round"], name="feedback_answer_once_a_round"),
            models.UniqueConstraint(fields=["issuer", "year", "number"], name="feedback_answer_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number}/TL-PAKN" if self.number else ""


class Publication(models.Model):
    """What the public reads; the marks say what was struck out of the original, and who confirmed it."""

    feedback = models.OneToOneField("feedback.Feedback", on_delete=models.CASCADE, related_name="publication")
    title = models.CharField(max_length=260)
    text = models.TextField()
    answer = models.TextField()
    search_text = models.TextField()
    marks = models.JSONField(default=dict)
    confirmed_by = models.CharField(max_length=200)
    likes = models.PositiveIntegerField(default=0)
    dislikes = models.PositiveIntegerField(default=0)


class Reaction(models.Model):
    """Somebody likes or dislikes an answer; the key is a keyed hash, so that nobody can be found by it."""

    feedback = models.ForeignKey("feedback.Feedback", on_delete=models.CASCADE, related_name="reactions")
    key = models.CharField(max_length=64)
    likes = models.BooleanField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["feedback", "key"], name="feedback_reaction_once")]
