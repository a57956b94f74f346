"""Who signs and who reads: authorities, keys, lists, officers, sign-in and tokens."""
