"""The public post behind the port of the desk."""
