"""How often somebody may guess."""

from datetime import timedelta

WINDOW = timedelta(minutes=15)
FROM_ONE_ADDRESS_ON_ONE_NAME = 5
ON_ONE_NAME = 20
FROM_ONE_ADDRESS = 50


def too_many(*, here_on_this_name: int, on_this_name: int, from_here: int) -> bool:
    """Whether the failures of the last quarter of an hour forbid another try.

    The lowest limit counts one address on one name, so that a stranger elsewhere cannot easily shut an official out;
    the others stop guessing spread over many addresses or many names.
    """
    return here_on_this_name >= FROM_ONE_ADDRESS_ON_ONE_NAME or on_this_name >= ON_ONE_NAME or from_here >= FROM_ONE_ADDRESS
