"""Copies of a text, and articles that tell of one event: pure functions, no clock, no record."""
