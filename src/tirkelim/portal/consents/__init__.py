"""What was asked of state systems about a person: their own ledger, and taking a consent back."""
