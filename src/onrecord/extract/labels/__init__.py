"""Labels: words that judge whom they name."""
