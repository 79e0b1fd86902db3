"""The national public-service portal: what happens here is told there, and what is filed there arrives here."""
