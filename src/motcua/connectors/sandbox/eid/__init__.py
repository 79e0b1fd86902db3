"""Stand-in for the national electronic identity (VNeID) as an OpenID Connect provider."""
