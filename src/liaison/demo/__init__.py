"""A fabricated region, the same for the same seed and day: authorities, officers and their records.

Nothing in it exists. The States have codes that ISO 3166-1 leaves to users (XA to XZ), the names of persons
are put together from invented syllables, and identifiers hold their check digits but lie where none is given
out: ship numbers that begin with 3, radio identities that begin with 970, account numbers of the fabricated
States. `region.build_region` enters it into an empty node; `enrolment.newcomers` says how to sign in there.
What the region contains stands in the YAML files of this package, how it is drawn in `chapters`.
"""
