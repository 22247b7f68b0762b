"""The pages of people: the door, one's own sign-in, invitations."""
