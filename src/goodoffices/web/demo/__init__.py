"""Harbour, the invented demonstration: its past put in place, the walk through it, and what it shows of leaks."""
