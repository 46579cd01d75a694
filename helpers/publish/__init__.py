"""Results in, figures, pages and files for the reader out."""
