from __future__ import annotations

import pytest

from onrecord.record import Image
from onrecord.report import BlockKind
from tests.extract.making import Reading, read


def one(text: str, *kinds: BlockKind, times: tuple[str, ...] = ()) -> tuple[Reading, Image]:
    found = read(text, kinds=kinds or ("caption",), times=times)
    (image,) = found.parts.images
    return found, image


@pytest.mark.parametrize(
    ("caption", "credit", "kept"),
    [
        ("Boats wait at the quay. Photo: Ilsa Maren", "Ilsa Maren", "Boats wait at the quay."),
        ("Boats wait at the quay. Image: Port Office.", "Port Office", "Boats wait at the quay."),
        ("Boats wait at the quay. Credit: Pia Lund/AP", "Pia Lund/AP", "Boats wait at the quay."),
        ("Boats wait at the quay (Pia Lund/AP)", "Pia Lund/AP", "Boats wait at the quay"),
        ("Boats wait at the quay. (Reuters)", "Reuters", "Boats wait at the quay."),
        ("Boats wait at the quay. (Photo by Pia Lund)", "Pia Lund", "Boats wait at the quay."),
        ("Boats wait at the quay (left).", None, "Boats wait at the quay (left)."),
        ("Boats wait at the quay.", None, "Boats wait at the quay."),
    ],
)
def test_a_credit_is_told_from_the_caption(caption: str, credit: str | None, kept: str) -> None:
    found, image = one(caption + "\n\nIt rained.")
    assert image.credit == credit
    assert found.said((image.caption,)) == [kept]


def test_a_credit_block_behind_the_caption_is_its_credit() -> None:
    _, image = one("Boats wait at the quay.\n\nPhoto: Pia Lund\n\nIt rained.", "caption", "credit")
    assert image.credit == "Pia Lund"


@pytest.mark.parametrize(
    ("credit", "told"),
    [
        ("(File photo by Pia Lund)", "Pia Lund"),
        ("(AP Photo/Pia Lund)", "AP Photo/Pia Lund"),
        ("(Source: Getty)", "Getty"),
        ("[File: Pia Lund/Reuters]", "Pia Lund/Reuters"),
        ("/ AFP", "AFP"),
        ("REUTERS/Pia Lund", "REUTERS/Pia Lund"),
    ],
)
def test_credits_lose_their_label_and_nothing_else(credit: str, told: str) -> None:
    _, image = one(f"Boats wait at the quay.\n\n{credit}\n\nIt rained.", "caption", "credit")
    assert image.credit == told


def test_a_label_before_the_caption_is_no_part_of_it_and_its_credit_may_stand_above() -> None:
    text = "Image source, Pia Lund\n\nImage caption, Boats wait at the quay\n\nIt rained."
    found, image = one(text, "credit", "caption", "paragraph")
    assert (found.said((image.caption,)), image.credit) == (["Boats wait at the quay"], "Pia Lund")


def test_a_caption_that_is_repeated_counts_once() -> None:
    text = "Boats wait.\n\nIt rained.\n\nBoats wait.\n\nBoats leave."
    found = read(text, kinds=("caption", "paragraph", "caption", "caption"))
    assert [found.said((image.caption,))[0] for image in found.parts.images] == ["Boats wait.", "Boats leave."]


@pytest.mark.parametrize(
    ("caption", "platform", "poster"),
    [
        ("Smoke over the quay, in a picture posted on Telegram by Orla Watchers.", "Telegram", "Orla Watchers"),
        ("Smoke over the quay, posted to Twitter by Pia Lund on 12 March.", "Twitter", "Pia Lund"),
        ("A picture shared by Pia Lund on Facebook shows smoke.", "Facebook", "Pia Lund"),
        ("Smoke, in a still from a video posted to Radio Veda's YouTube channel.", "YouTube", "Radio Veda"),
        ("A notice posted on the door of the mill.", None, None),
        ("Smoke over the quay, posted on social media.", "social media", None),
        (
            "Smoke, in a picture that Veda's fire brigade posted on Quillnet on Monday.",
            "Quillnet",
            "Veda's fire brigade",
        ),
        ("Smoke, in a picture posted on Quillnet by a user calling herself Orla on 12 March.", "Quillnet", "Orla"),
        (
            "A barge, filmed by a guard and posted on Quillnet by the interior ministry on 12 March.",
            "Quillnet",
            "interior ministry",
        ),
        ("A picture of a notice posted on Monday.", None, None),
        ("A picture of soldiers posted to Port Veda garrison.", None, None),
        ("Soldiers posted on Quillnet.", None, None),
    ],
)
def test_who_posted_it_and_where_is_read(caption: str, platform: str | None, poster: str | None) -> None:
    found, image = one(caption)
    actor = found.actor(image.posted_by)
    assert (image.posted_on, actor.name if actor else None) == (platform, poster)
    assert actor is None or actor.kind == "media" or not actor.public


def test_when_it_was_posted_is_the_time_behind_the_posting() -> None:
    found, image = one("Smoke on 9 March, posted on Telegram by Pia Lund on 12 March.", times=("9 March", "12 March"))
    assert image.posted_at == found.times[1].id


@pytest.mark.parametrize(
    ("caption", "place"),
    [
        ("Boats wait in Karsk on 12 March.", "Karsk"),
        ("Boats wait near Upper Karsk.", "Upper Karsk"),
        ("Boats wait on the Orla in spring.", "Orla"),
        ("Boats wait on Miller's Row.", "Miller's Row"),
        ("Boats wait above Karsk harbour.", "Karsk harbour"),
        ("Boats wait in March.", None),
        ("Boats wait on Monday.", None),
        ("Boats wait in spring.", None),
        ("Boats, posted in a picture on Twitter.", None),
    ],
)
def test_a_place_is_taken_only_where_the_caption_says_it(caption: str, place: str | None) -> None:
    found, image = one(caption)
    assert next((p.name for p in found.parts.places if p.id == image.place), None) == place
