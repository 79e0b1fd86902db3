"""What this connector announces, in the stream of the dossier it concerns."""

from motcua.kernel.errors import words

SYNCHRONISED = "portal.synchronised"  # call, reply: the national portal holds the dossier for the first time
SENTENCE = words("The national portal holds the dossier.")
