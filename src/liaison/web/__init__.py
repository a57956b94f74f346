"""The pages that officers work with."""
