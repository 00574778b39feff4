"""What a ledger is: typed documents, the roster on a day, the branch as a whole."""
