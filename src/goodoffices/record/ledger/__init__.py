"""The ledger: what was said in public, by whom, through whom, on what authority; nothing in it is ever erased."""
