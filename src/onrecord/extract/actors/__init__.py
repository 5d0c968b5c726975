"""Actors: who is named, by which names, and what is known of them."""
