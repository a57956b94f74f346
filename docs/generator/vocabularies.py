"""The closed lists of codes."""

from generator.markdown import LANGUAGES, document, section, table
from liaison.catalogue.codes import vocabulary, vocabulary_names
from liaison.catalogue.vocabularies import Code, Vocabulary


def vocabularies() -> str:
    """Every vocabulary with its codes."""
    return document(
        "Vocabularies",
        "The lists from which codes are taken. A code is found by itself, by a label or by another spelling,"
        " whatever the case and the accents. Where nobody has compared a list with its source, it says so.",
        [_vocabulary(vocabulary(name)) for name in sorted(vocabulary_names())],
    )


def _vocabulary(listed: Vocabulary) -> str:
    state = "Verified." if listed.verified else "Not verified by a person."
    rows = [_code(code) for code in listed.codes.values()]
    heads = ("Code", "English", "Spanish", "French", "Portuguese", "Holds")
    source = f"{listed.labels['en']}. Source: {listed.source.rstrip('.')}. {state}"
    return section(listed.name, source, table(heads, rows))


def _code(code: Code) -> tuple[str, ...]:
    days = [day.isoformat() if day else "" for day in (code.valid_from, code.valid_to)]
    labels = [code.labels.get(language, "") for language in LANGUAGES]
    return (f"`{code.code}`", *labels, " to ".join(days).strip() if any(days) else "")
