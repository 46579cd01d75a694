"""Load, annotate and draw five historical texts: seeds -> annotate -> analyse -> publish -> figures."""

from pathlib import Path

# The project's folder, from which every other place is named.
ROOT = Path(__file__).resolve().parents[1]
