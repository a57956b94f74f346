from datetime import timedelta

import pytest
from tests.people.makers import MOMENT, make_authority

from liaison.kernel.errors import KeyRingError
from liaison.kernel.keys import SigningKey
from liaison.people.faults import PeopleError
from liaison.people.models import Authority, AuthorityKey
from liaison.people.selectors import key_ring, signing_key
from liaison.people.services import add_key, revoke_key, rotate_key
from liaison.people.services.keys import LIFE, OVERLAP

DAY = timedelta(days=1)


def test_old_and_new_key_hold_side_by_side_while_peers_catch_up(authority: Authority) -> None:
    old = rotate_key(authority=authority, moment=MOMENT)
    new = rotate_key(authority=authority, moment=MOMENT + 100 * DAY)
    ring, rotated = key_ring(), MOMENT + 100 * DAY
    for moment in (rotated, rotated + OVERLAP - DAY):
        assert ring.find(old.key_id, authority.code, moment)
        assert ring.find(new.key_id, authority.code, moment)
        assert signing_key(authority, moment).verify_key.key_id == new.key_id
    with pytest.raises(KeyRingError, match="expired"):
        ring.find(old.key_id, authority.code, rotated + OVERLAP)


def test_rotation_never_lengthens_a_key(authority: Authority) -> None:
    old = rotate_key(authority=authority, moment=MOMENT)
    rotate_key(authority=authority, moment=MOMENT + LIFE - DAY)
    old.refresh_from_db()
    assert old.not_after == MOMENT + LIFE


def test_the_seed_is_not_in_the_database_in_the_clear(authority: Authority) -> None:
    key = rotate_key(authority=authority, moment=MOMENT)
    seed = signing_key(authority, MOMENT).seed()
    stored = AuthorityKey.objects.get(pk=key.pk).seed
    assert stored is not None
    assert seed not in bytes(stored)


def test_a_revoked_key_signs_no_more_and_its_seed_is_gone(authority: Authority) -> None:
    key = rotate_key(authority=authority, moment=MOMENT)
    revoke_key(key=key, moment=MOMENT + DAY)
    with pytest.raises(PeopleError, match="holds no valid key"):
        signing_key(authority, MOMENT + 2 * DAY)
    assert key_ring().find(key.key_id, authority.code, MOMENT + DAY / 2)
    with pytest.raises(KeyRingError, match="revoked"):
        key_ring().find(key.key_id, authority.code, MOMENT + DAY)
    assert AuthorityKey.objects.get(pk=key.pk).seed is None


def test_a_first_revocation_stands(authority: Authority) -> None:
    key = rotate_key(authority=authority, moment=MOMENT)
    revoke_key(key=key, moment=MOMENT + DAY)
    revoke_key(key=key, moment=MOMENT + 5 * DAY)
    key.refresh_from_db()
    assert key.revoked == MOMENT + DAY


def test_before_its_first_key_an_authority_cannot_sign(authority: Authority) -> None:
    with pytest.raises(PeopleError, match="XN-CDC"):
        signing_key(authority, MOMENT)
    rotate_key(authority=authority, moment=MOMENT)
    with pytest.raises(PeopleError, match="XN-CDC"):
        signing_key(authority, MOMENT - DAY)


@pytest.mark.django_db
def test_another_nodes_authority_has_public_keys_only() -> None:
    foreign = make_authority("XV-CUS", hosted=False)
    key = SigningKey.generate()
    with pytest.raises(PeopleError, match="does not sign for"):
        add_key(authority=foreign, key=key, not_before=MOMENT, not_after=MOMENT + DAY)
    add_key(authority=foreign, key=key.verify_key, not_before=MOMENT, not_after=MOMENT + DAY)
    assert key_ring().find(key.verify_key.key_id, "XV-CUS", MOMENT) == key.verify_key


def test_a_key_speaks_for_one_authority(authority: Authority) -> None:
    key = SigningKey.generate().verify_key
    add_key(authority=authority, key=key, not_before=MOMENT, not_after=MOMENT + DAY)
    with pytest.raises(PeopleError, match="known already"):
        add_key(
            authority=make_authority("XV-CUS", hosted=False),
            key=key,
            not_before=MOMENT,
            not_after=MOMENT + DAY,
        )


def test_a_key_that_ends_before_it_begins_is_refused(authority: Authority) -> None:
    with pytest.raises(KeyRingError, match="end before it begins"):
        add_key(authority=authority, key=SigningKey.generate(), not_before=MOMENT, not_after=MOMENT)
    assert not AuthorityKey.objects.exists()
