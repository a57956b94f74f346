import pickle

import pytest

from liaison.kernel.errors import EnvelopeError, LiaisonError, VerificationError


def test_an_error_names_value_reason_and_remedy() -> None:
    error = LiaisonError("no such unit", value="stone", remedy="Use kg or g.")
    assert str(error) == "“stone”: no such unit. Use kg or g."
    assert (error.value, error.reason, error.remedy) == ("stone", "no such unit", "Use kg or g.")


def test_an_error_about_no_single_value_begins_with_its_reason() -> None:
    assert str(LiaisonError("nothing to sign", remedy="Give a record.")) == "nothing to sign. Give a record."


def test_a_long_value_is_shortened() -> None:
    assert str(LiaisonError("too long", value="x" * 81, remedy="Shorten it.")).startswith(
        "“" + "x" * 80 + "…”"
    )


def test_an_error_survives_the_way_from_another_process() -> None:
    error = EnvelopeError("wrong key", value=7, remedy="Ask its author.")
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - made on the line itself
    assert type(copy) is EnvelopeError
    assert str(copy) == str(error)


def test_verification_errors_are_caught_together() -> None:
    with pytest.raises(VerificationError):
        raise EnvelopeError("wrong key", remedy="Ask its author.")
