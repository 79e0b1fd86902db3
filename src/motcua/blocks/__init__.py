"""Building blocks that know no office word; each is entered by its api."""
