"""Electronic signatures: what must be signed, whether a signature is fit, and what proves it years later."""
