"""The register as a whole: imports of any size, reports that can be repeated, the organisation's passport."""
