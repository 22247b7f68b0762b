"""What is printed: a text, a sheet or a list as lines on pages, written as DOCX, PDF or a page to print."""
