"""What everything else trusts: canonical bytes, keys, proofs, seals and the read decision. Pure and total."""
