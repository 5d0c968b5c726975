"""Rows as in GeoNames' dump, by the columns that its readme documents; most places in them are invented."""

from __future__ import annotations


def dump_row(
    id: int = 90_000_001,
    name: str = "Karsk",
    plain: str = "",
    others: str = "",
    kind: str = "P.PPL",
    lat: object = 36.2,
    lon: object = 37.16,
    country: str = "SY",
    area: str = "09",
    people: int = 0,
) -> bytes:
    """One row without its end of line; `kind` is feature class and code, "09" of SY the governorate of Aleppo."""
    letter, _, code = kind.partition(".")
    named = (str(id), name, plain, others, str(lat), str(lon), letter, code)
    placed = (country, "", area, "", "", "", str(people), "", "-9999", "Asia/Damascus", "2031-03-04")
    return "\t".join(named + placed).encode()
