"""The pages of a seat: they ask who, read the form, act, and answer; they decide nothing."""
