"""What is due next, for whom and until when; and one person's development as a timeline."""
