"""Load, annotate and draw five historical texts: seeds -> annotate -> analyse -> publish -> figures."""
