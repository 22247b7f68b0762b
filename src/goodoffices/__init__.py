"""Good Offices: indirect talks, from first contact to a deal that holds."""
