"""Exact answers about deals, fairness, stability and what stands in the way."""
