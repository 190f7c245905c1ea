"""Results and evidence: what the state gives out as PDF, and what people send in as files."""
