"""For each value type a property that has it, and texts that it reads."""

from liaison.catalogue.ontology import Property, ontology

PROPERTIES = {
    "bic": "Account.bic",
    "cas": "Substance.cas",
    "code": "Seizure.transport",
    "container": "Container.number",
    "country": "Seizure.country",
    "date": "Seizure.date",
    "document": "Thing.attachment",
    "email": "Party.email",
    "hs": "Consignment.hsCode",
    "iban": "Account.iban",
    "imei": "Person.device",
    "imo": "Vessel.imo",
    "inchikey": "Substance.inchikey",
    "link": "Thing.sameAs",
    "mmsi": "Vessel.mmsi",
    "money": "Payment.amount",
    "name": "Thing.name",
    "number": "Vessel.grossTonnage",
    "passport": "Person.passport",
    "phone": "Party.phone",
    "place": "Seizure.place",
    "plate": "Vehicle.plate",
    "quantity": "Seizure.quantity",
    "reference": "Seizure.reference",
    "text": "Thing.note",
    "truth": "Vessel.flagConfirmed",
    "url": "Thing.sourceUrl",
    "vin": "Vehicle.vin",
    "wallet": "Wallet.address",
}

READABLE = {
    "bic": ["DEUTDEFF", "deut de ff 500"],
    "cas": ["7732-18-5", "CAS 50-36-2", "108-24-7"],
    "code": ["Commercial air", "commercial-air", "aéreo comercial", "MAIL"],
    "container": ["CSQU3054383", "csqu 305438-3"],
    "country": ["Colombia", "CO", "COL", "Côte d'Ivoire", "Vesper Islands"],
    "date": [
        "2014", "2014-03", "2014-03-05", "2014-03-05T23:40Z", "2014-03-05T23:40:07+02:00", "2014-03/2014-05",
        "19 Nov 2026 23:40", "192340ZNOV26", "19 de noviembre de 2026", "1er mars 2014", "March 5, 2014",
    ],
    "document": [f"{'0f' * 32} application/pdf"],
    "email": ["desk@example.org", "MAILTO:Desk@Example.org"],
    "hs": ["29", "2915", "2915.24", "HS 291524"],
    "iban": ["GB82 WEST 1234 5698 7654 32", "DE89370400440532013000"],
    "imei": ["490154203237518", "49-015420-323751-8"],
    "imo": ["9074729", "IMO 9319466"],
    "inchikey": ["XLYOFNOQVPJJNP-UHFFFAOYSA-N"],
    "link": ["0123456789abcdef" * 2],
    "mmsi": ["970123456"],
    "money": ["12500.50 EUR", "€5", "USD 3 000"],
    "name": ["Corriente Azul", "Île  du\tNord", "Å"],
    "number": ["1105", "0.5", "1 105,5", "1e3", "-7"],
    "passport": ["XN1234567", "xn 123-4567"],
    "phone": ["+34 600 123 456", "0034600123456", "+44 (0)20 7946 0018"],
    "place": [
        "Bogotá, D.C.", "14°22′ N 021°08′ W", "54.2, 7.9", "Harwick [XN HRW] 54.2N 7.9E",
        "14-22.5N 021-08.3W", "geo:-12.5,7.25;u=1000", "N14°22'30\" O021°08'10\"",
    ],
    "plate": ["XN 482 KLM", "м123ко"],
    "quantity": ["490 tablet", "1.5kg", "1 105 kg", "5.0 100 gram", "3 Paper (1/10 gm)", "1e3 g", "0,5 l"],
    "reference": ["26-XC-0417", "bl 123/4"],
    "text": ["Seized in a house.", "two\r\nlines \u2028 three"],
    "truth": ["yes", "Sí", "não", "FALSE"],
    "url": ["https://example.org/page?q=1", "HTTP://Example.org"],
    "vin": ["1M8GDM9AXKP042788"],
    "wallet": [
        "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4",
        "0x52908400098527886E0F7030069857D2E4169EE7",
    ],
}  # fmt: skip


def property_of(type_name: str) -> Property:
    """The property that stands for a value type."""
    return ontology().property(PROPERTIES[type_name])
