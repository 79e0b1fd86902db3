"""A sealed batch of events: one link of the chain that makes later changes visible."""

from django.db import models

from motcua.blocks.events.rules.sealing import Link


class Seal(models.Model):
    """One link: the Merkle root over a batch of events, and the hash of the link before it."""

    sequence = models.BigIntegerField(primary_key=True)
    first_id = models.BigIntegerField()
    last_id = models.BigIntegerField()
    count = models.IntegerField()
    merkle_root = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()
    # id and leaf hash of each event, 40 bytes each, so that a damaged event is named and not only its batch
    leaves = models.BinaryField()

    def __str__(self) -> str:
        return f"seal {self.sequence} over {self.count} events"

    def link(self) -> Link:
        """The plain values that the hash covers."""
        return Link(
            sequence=self.sequence,
            first_id=self.first_id,
            last_id=self.last_id,
            count=self.count,
            merkle_root=self.merkle_root,
            previous_hash=self.previous_hash,
            sealed_at=self.sealed_at,
        )
