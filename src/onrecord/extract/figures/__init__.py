"""Figures: numbers of people, things, money and land."""
