"""Who said what, through whom, with the exact words that say so."""

__version__ = "0.1.0"
