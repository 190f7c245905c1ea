"""The personnel service's room: an organisation's workers, entering them, changing what is known; one's own record."""
