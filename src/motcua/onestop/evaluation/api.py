"""Quality of resolution: ratings, the nine indices, the live board of late dossiers. The only door of this module."""
