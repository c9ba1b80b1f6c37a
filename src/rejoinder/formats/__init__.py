"""Formats that several stages read or write."""
