"""The electronic identity: citizens log in by OpenID Connect; officials with name and password."""
