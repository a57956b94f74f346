"""Files in and out: sheets with their mapping profiles, imports, and lists as files."""
