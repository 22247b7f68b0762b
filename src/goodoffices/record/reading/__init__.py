"""Reading a dated report: what it says that somebody said, its figures and its dates, each with its span."""
