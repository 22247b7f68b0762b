"""The negotiation itself: standard library only, no clock, no chance, no input or output."""
