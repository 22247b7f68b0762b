"""The calendar before signature: reading it, playing it, and drawing it."""
