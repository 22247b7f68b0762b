"""Who may come in: persons, their sign-in, and the invitations they came by."""
