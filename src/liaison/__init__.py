"""Liaison: a node on which authorities run their cooperation against illicit drugs."""
