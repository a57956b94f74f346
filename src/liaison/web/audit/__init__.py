"""The log of every use, for the data-protection officer."""
