"""Official papers in Word: a template of ours or of the office, filled from the ledger."""
