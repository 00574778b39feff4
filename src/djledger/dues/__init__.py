"""Party dues: what each member owes, what came in, and how a sum was reckoned."""
