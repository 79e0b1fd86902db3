"""What this machine can do with this program: run by `motcua bench`, never part of the tests."""
