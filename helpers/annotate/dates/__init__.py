"""A text in, every expression of time in it out, with what it comes to."""
