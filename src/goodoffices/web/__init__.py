"""The site and its interface for programs; the only package that imports Django."""
