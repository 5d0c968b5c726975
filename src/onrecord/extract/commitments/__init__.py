"""Commitments: what is scheduled, due or promised."""
