"""Statements: who says what, through whom and when."""
