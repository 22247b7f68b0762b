"""After the deal: obligations, the calendar, exchanges, lists and incidents."""
