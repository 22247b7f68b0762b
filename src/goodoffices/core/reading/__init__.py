"""What a page or a program is shown: built from one seat's view, and from nothing else."""
