"""Importing a sheet: the file, its columns, its marking, a check that stores nothing, then the landing."""
