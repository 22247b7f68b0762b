"""Commands that need the site; each module offers `register(app)` through an entry point."""
