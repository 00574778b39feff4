"""Views written out for people: Markdown and, later, pages and documents."""
