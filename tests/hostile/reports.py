"""Reports that are hard to read, short enough for the model: what a record of each must still hold is in the tests."""

from __future__ import annotations

import unicodedata

from tests.hostile.repeats import name

ARABIC = "أحمد العلي"
HEBREW = "דוד לוי"

SAID = "The spokesman Anna Karlan said on Monday that the talks in Homs would go on."
KILLED = "At least 5 people were killed and 12 wounded near Aleppo on 3 March, the health ministry said."
DUE = "The Northern Council promised to open the road within six days if the rebels agreed to the ceasefire."
JUDGED = "The terrorist Northern Front and the regime in Damascus accused each other of shelling Idlib."
PICTURE = "Photo: a tent near Homs, posted on Twitter by Orla Denn on 2 March. (Reuters)"
NEWS = "\n\n".join((SAID, KILLED, DUE, JUDGED, PICTURE))


def _strikes(n: int) -> str:
    return "\n".join(f"- {i % 28 + 1} March: airstrikes on {name(i)}; {i} killed, {i + 2} wounded" for i in range(1, n))


def _twice(one: str, other: str) -> str:
    return (
        f"The spokesman {one} said on Monday that the talks would go on.\n\n"
        f"The spokesman {other} told reporters that 5 people were killed. {other} denied it.\n\n"
        f"{one} said that he would wait. “We wait,” {other} said."
    )


TWINS: dict[str, tuple[str, str]] = {
    "cyrillic": ("Anna Karlan", "Аnna Kаrlan"),
    "greek": ("Anna Karlan", "Anna Kαrlan"),
    "fullwidth": ("Anna Karlan", "Ａｎｎａ Ｋａｒｌａｎ"),
    "dotless": ("Anna Karlin", "Anna Karlın"),
    "decomposed": ("Zoë Karlén", unicodedata.normalize("NFD", "Zoë Karlén")),
    "ligature": ("Anna Steffin", "Anna Steﬃn"),
    "unseen": ("Anna Karlan", "Anna Kar\u200blan"),
    "soft hyphen": ("Anna Karlan", "Anna Kar\u00adlan"),
}
"""Two names that look alike and are not spelled alike, by what tells them apart."""

TWICE = {kind: _twice(*names) for kind, names in TWINS.items()}
"""A report that names both of two look-alikes."""

REPORTS: dict[str, str] = {
    "plain": NEWS,
    "no attributions": "The bridge over the river is closed. It rained for two days. The road to Homs is open.",
    "only quotations": "“It is over.”\n\n“We go home,” “they said” “so.”\n\n“Nobody came, and nobody will.”",
    "unbalanced quotation marks": f'“{SAID} “‘{KILLED}”” {DUE}’ "{JUDGED}',
    "figures": " ".join(f"{i} tents and {i + 3:,} people, ${i}.5 million" for i in range(80)),
    "a table of airstrikes": f"Airstrikes in March:\n\n{_strikes(40)}",
    "right to left": f"{ARABIC} said that {HEBREW} had left Homs. “{ARABIC} is here,” the envoy {HEBREW} told them.",
    "bidi controls": f"\u202e{SAID}\u202c \u2066{KILLED}\u2069 \u200f{JUDGED}\u061c",
    "capitals": NEWS.upper(),
    "small letters": NEWS.lower(),
    "no spaces": NEWS.replace(" ", ""),
    "only punctuation": "… — “”‘’ (!?) [.,;:] -- '' \"\" …" * 20,
    "one long sentence": " and ".join(f"{name(i)} said that {i} people were killed in Homs" for i in range(60)),
    "one long word": f"{SAID} {'a' * 20_000} said. {KILLED}",
    "nested quotation marks": f"{'“‘' * 300}{SAID}{'’”' * 300}",
    "nested brackets": f"{'(' * 500}{SAID}{')' * 500} {KILLED}",
    "digits of other scripts": "At least ٥٠ people, १२ tents, ５ vans, Ⅻ men, ½ of it, ² and 𝟗𝟗 were lost on ٣ May.",
    "large numbers": f"{'9' * 400} people, {'1,' * 200}1 men, 1e400 tents and ten {'million ' * 40}dollars were lost.",
    "small numbers": "0 people, 0.0 men, -5 tents, 00 boys, 1/0 of them and 3/4 of 0 were killed.",
    "days that are none": "On 30 February, 31 April 2031, the 99th of May, 12/45/2031, 2031-13-40 and 0 May it began.",
    "years that are none": "In the year 99999, in 0000, on 1 January 10000 and 5,000 years ago; due by 31 May 99999.",
    "long spans": "The truce holds for 999999999999 years, 10,000,000 months after 1 March, within 88888888 weeks. "
    f"It began ten {'million ' * 80}years ago, {'hundred ' * 200}days before {'9' * 400} weeks from now.",
    "combining marks": f"Ann{chr(0x301) * 2000}a Karlan said on Monday that 5 people were killed.",
    "emoji": f"\U0001f468\u200d\U0001f469\u200d\U0001f467 {SAID} \U0001f1f8\U0001f1fe said 5\ufe0f\u20e3 people died.",
    "outside every script": f"\ue000\uf8ff {SAID} \ufffe\uffff\U0010ffff \U000e0041 {KILLED} \ufffd\x7f\x85",
    "line ends": NEWS.replace("\n\n", "\r\n\r\n")
    + "\r"
    + SAID
    + "\x85"
    + KILLED
    + "\u2028"
    + DUE
    + "\u2029\x0b\x0c"
    + JUDGED,
    "spaces of all kinds": NEWS.replace(" ", "\u00a0").replace("\n", "\u3000\n"),
    "controls": f"\x01{SAID}\x1b[31m {KILLED}\x08\x08 {JUDGED}\x9b2J",
    **{f"look-alikes: {kind}": text for kind, text in TWICE.items()},
}
"""Kind → a report's text."""
