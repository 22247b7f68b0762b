"""An app whose one migration does what the test asks, to see what an upgrade makes of it."""
