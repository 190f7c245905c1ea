"""People who stand in the register twice: suspected, compared, merged, and parted again."""
