"""The national portal's exchange of feedback (PAKN): items come in, answers go out, in order and once."""
