"""Files in and out: what drafters write, and what is printed."""
