"""The national reporting system: signed reports go there, once each."""
