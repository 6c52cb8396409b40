"""What is asked: the search, its area and its filters."""
