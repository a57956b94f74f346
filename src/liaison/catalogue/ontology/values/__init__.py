"""The value types by name: one line for each."""

from collections.abc import Mapping

from liaison.catalogue.ontology.values.base import ValueType
from liaison.catalogue.ontology.values.bic import Bic
from liaison.catalogue.ontology.values.cas import CasNumber
from liaison.catalogue.ontology.values.code import CodeType
from liaison.catalogue.ontology.values.container import ContainerNumber
from liaison.catalogue.ontology.values.country import Country
from liaison.catalogue.ontology.values.date import DateType
from liaison.catalogue.ontology.values.document import Document
from liaison.catalogue.ontology.values.email import Email
from liaison.catalogue.ontology.values.hs import HsCode
from liaison.catalogue.ontology.values.iban import Iban
from liaison.catalogue.ontology.values.imei import Imei
from liaison.catalogue.ontology.values.imo import ImoNumber
from liaison.catalogue.ontology.values.inchikey import InchiKey
from liaison.catalogue.ontology.values.link import Link
from liaison.catalogue.ontology.values.mmsi import Mmsi
from liaison.catalogue.ontology.values.money import Money
from liaison.catalogue.ontology.values.name import Name
from liaison.catalogue.ontology.values.number import Number
from liaison.catalogue.ontology.values.passport import PassportNumber
from liaison.catalogue.ontology.values.phone import Phone
from liaison.catalogue.ontology.values.place import Place
from liaison.catalogue.ontology.values.plate import Plate
from liaison.catalogue.ontology.values.quantity import Quantity
from liaison.catalogue.ontology.values.reference import Reference
from liaison.catalogue.ontology.values.text import Text
from liaison.catalogue.ontology.values.truth import Truth
from liaison.catalogue.ontology.values.url import Url
from liaison.catalogue.ontology.values.vin import Vin
from liaison.catalogue.ontology.values.wallet import WalletAddress

_TYPES: tuple[ValueType, ...] = (
    Bic(), CasNumber(), CodeType(), ContainerNumber(), Country(), DateType(), Document(), Email(), HsCode(),
    Iban(), Imei(), ImoNumber(), InchiKey(), Link(), Mmsi(), Money(), Name(), Number(), PassportNumber(),
    Phone(), Place(), Plate(), Quantity(), Reference(), Text(), Truth(), Url(), Vin(), WalletAddress(),
)  # fmt: skip

VALUE_TYPES: Mapping[str, ValueType] = {type_.name: type_ for type_ in _TYPES}
"""Each value type under the name that kind files use."""
