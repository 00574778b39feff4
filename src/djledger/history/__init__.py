"""Git history: earlier trees, what changed since, and who recorded what when."""
