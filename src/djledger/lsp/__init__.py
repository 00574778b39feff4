"""The language server: what a check finds, said in the editor while one types."""
