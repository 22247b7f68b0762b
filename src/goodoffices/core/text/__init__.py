"""The one text: reading a bracketed draft, its fingerprint, its differences, settling it."""
