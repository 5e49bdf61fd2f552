"""schema.org descriptions of pages, as values that become JSON-LD 1.1."""
