"""Stories of use, told in a browser from beginning to end."""
