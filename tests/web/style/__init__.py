"""Pages that show every part of the site's look; served in tests only."""
