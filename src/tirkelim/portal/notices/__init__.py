"""Pages of notices: what the reader was told and how it was sent; where the reader wants notices."""
