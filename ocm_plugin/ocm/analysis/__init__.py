"""What stations amount to, in three values to the end: surely, as far as the numbers can be trusted, and possibly."""
