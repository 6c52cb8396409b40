"""How the rows of a new result meet the rows that are held already."""
