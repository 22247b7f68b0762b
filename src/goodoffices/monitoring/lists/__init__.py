"""Lists of persons: reconciled, put in batches, and never named in what comes out."""
