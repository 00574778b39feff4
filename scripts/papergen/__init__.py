"""Makes the Word templates of official papers from their texts."""
