"""The forms of a page, filled in by the words beside the fields and sent by the words on a button."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.test import Client

_TICKED = {"checkbox", "radio"}


@dataclass
class Control:
    """A field or a button: its name, what it sends, what stands on or beside it, what may be chosen."""

    name: str
    value: str
    sent: bool
    label: str = ""
    choices: dict[str, str] = field(default_factory=dict)


@dataclass
class Form:
    """A form: where it goes, its fields, its buttons."""

    address: str
    fields: list[Control] = field(default_factory=list)
    buttons: list[Control] = field(default_factory=list)


class _Reader(HTMLParser):
    """Collects forms; a label belongs to the field that it names, or to the one that it holds."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._by_id: dict[str, Control] = {}
        self._label: str | None = None
        self._labels: dict[str, str] = {}
        self._select = self._button = Control("", "", sent=False)
        self._option = ""
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in {"label", "option", "button"}:
            self._text = ""
        match tag:
            case "form":
                self.forms.append(Form(given.get("action", "")))
            case "label":
                self._label = given.get("for", "")
            case "option":
                self._option = given.get("value", "")
                self._select.value = self._option if "selected" in given else self._select.value
            case "button":
                self._button = Control(given.get("name", ""), given.get("value", ""), sent=False)
                self.forms[-1].buttons.append(self._button)
            case "select" | "input" | "textarea" if given.get("name") and self.forms:
                self._add(tag, given)

    def _add(self, tag: str, given: dict[str, str]) -> None:
        sent = given.get("type") not in _TICKED or "checked" in given
        control = Control(given["name"], given.get("value", ""), sent)
        number = given.get("id") or f"field {len(self._by_id)}"
        self.forms[-1].fields.append(control)
        self._by_id[number] = control
        self._label = number if self._label == "" else self._label
        self._select = control if tag == "select" else self._select

    def handle_data(self, data: str) -> None:
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        words = " ".join(self._text.split())
        if tag == "label" and self._label:
            self._labels.setdefault(self._label, words)
        elif tag == "option":
            self._select.choices[words] = self._option
        elif tag == "button":
            self._button.label = words
        self._label = None if tag == "label" else self._label

    def read(self, text: str) -> list[Form]:
        """The forms of a page."""
        self.feed(text)
        for number, words in self._labels.items():
            if number in self._by_id:
                self._by_id[number].label = words
        return self.forms


def fill_in(client: Client, address: str, answers: dict[str, str], *, button: str) -> tuple[str, str]:
    """Open a page, answer the form with this button, press it; return what follows: address and text."""
    forms = _Reader().read(client.get(address).content.decode())
    form, pressed = next((f, b) for f in forms for b in f.buttons if b.label == button)
    for label, said in answers.items():
        _answer(next(f for f in form.fields if f.label.startswith(label)), said)
    sent = {pressed.name: [pressed.value]} if pressed.name else {}
    for control in (control for control in form.fields if control.sent):
        sent.setdefault(control.name, []).append(control.value)
    answer = client.post(form.address or address, sent, follow=True)
    return answer.redirect_chain[-1][0], answer.content.decode()


def _answer(control: Control, said: str) -> None:
    """Choose by the words of a choice, tick, or write."""
    if control.choices:
        control.value = next(value for words, value in control.choices.items() if words.startswith(said))
    elif said != "✓":
        control.value = said
    control.sent = True
