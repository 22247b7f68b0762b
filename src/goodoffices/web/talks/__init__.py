"""The talks as the site keeps them: seats, lanes, entries, and what waits or is put aside."""
