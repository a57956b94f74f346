"""A fabricated region, the same for the same seed and day: authorities, officers and their records."""
