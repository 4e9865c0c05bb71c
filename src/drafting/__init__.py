"""Drafting: where a chair gets a text agreed by a date."""
