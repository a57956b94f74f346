"""Accounts, wallets and the payments between them, seen by few and answered with hit or no hit to others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison.demo.chapters.parties import FIRM, PERSON
from liaison.demo.content import content, states
from liaison.demo.identifiers import account_number, wallet_address
from liaison.demo.plan import DOUBTED, PLAIN, SURE, Known, RegionPlan, Sketch

if TYPE_CHECKING:
    from random import Random

ACCOUNT = "Account"
_MARKINGS = ("financial", "financial", "own-hit")
_LARGEST = 90_000


def plan_money(plan: RegionPlan) -> None:
    """Enter accounts and wallets with their holders, then payments."""
    dice = plan.dice("money")
    for _ in range(plan.many(60)):
        _enter_account(plan, dice)
    for _ in range(plan.many(10)):
        _enter_wallet(plan, dice)
    for _ in range(plan.many(140)):
        _enter_payment(plan, dice)


def _enter_account(plan: RegionPlan, dice: Random) -> Known:
    sketch = Sketch(plan, dice, "XA-FIU", plan.day(dice), dice.choice(_MARKINGS))
    account, country = sketch.about(ACCOUNT), dice.choice(states())
    sketch.say(account, "iban", account_number(dice, country), SURE)
    sketch.say(account, "accountType", dice.choice(["current", "business"]), SURE)
    sketch.say(account, "country", country, SURE)
    sketch.say(account, "holder", dice.choice([*plan.known(FIRM), *plan.known(PERSON)]).key, PLAIN)
    return sketch.close("asset-recovery", introduces=ACCOUNT)


def _enter_wallet(plan: RegionPlan, dice: Random) -> None:
    sketch = Sketch(plan, dice, "XA-FIU", plan.day(dice), dice.choice(_MARKINGS))
    wallet = sketch.about("Wallet")
    sketch.say(wallet, "address", wallet_address(dice), SURE)
    sketch.say(wallet, "ledger", "btc", SURE)
    sketch.say(wallet, "holder", dice.choice(plan.known(PERSON)).key, DOUBTED)
    sketch.close("asset-recovery")


def _enter_payment(plan: RegionPlan, dice: Random) -> None:
    payer, payee = dice.sample(plan.known(ACCOUNT), 2)
    day, country = plan.day(dice), dice.choice(states())
    sketch = Sketch(plan, dice, "XA-FIU", day, dice.choice(_MARKINGS))
    payment = sketch.about("Payment")
    currency = content("authorities")["states"][country]["currency"]
    sketch.say(payment, "date", day.isoformat(), SURE)
    sketch.say(payment, "amount", f"{dice.randrange(200, _LARGEST)} {currency}", SURE)
    sketch.say(payment, "paymentType", dice.choice(["transfer", "transfer", "cash-deposit", "trade"]), SURE)
    sketch.say(payment, "fromCountry", payer.texts["country"], SURE)
    sketch.say(payment, "toCountry", payee.texts["country"], SURE)
    sketch.say(payment, "payer", payer.key, SURE)
    sketch.say(payment, "payee", payee.key, SURE)
    sketch.close("asset-recovery")
