"""The memory of talks: codec, chain, envelopes, audit, signed bundles."""
