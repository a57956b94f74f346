"""Entering a record: what happened, who will see what, sign."""
