"""Tables in, results with intervals and scores out."""
