"""The gate: sessions, known devices and the throttle; nothing here outlives a sign-in by much."""
