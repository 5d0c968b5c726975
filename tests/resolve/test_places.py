from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.resolve.gazetteer import Gazetteer
from onrecord.resolve.places import Location, resolve
from onrecord.resolve.places_found import Toponym


def meant(*names: Toponym | str) -> list[Location | None]:
    toponyms = [name if isinstance(name, Toponym) else Toponym(name, loose=True) for name in names]
    return resolve(toponyms, Gazetteer.bundled())


def one(*names: Toponym | str) -> Location:
    found = meant(*names)[0]
    assert found is not None
    return found


def test_what_is_written_around_a_place_decides() -> None:
    assert one(Toponym("Paris", within=("Texas",)), "Texas").admin1 == "Texas"
    assert one(Toponym("Long Beach", within=("CA",)), "CA").country == "USA"
    assert one("Paris", "France").country == "FRA"


def test_it_tells_what_the_name_means_elsewhere_in_the_report() -> None:
    bare, told = meant("Paris", Toponym("Paris", within=("Texas",)))
    assert bare == told


def test_the_other_places_of_a_report_tell() -> None:
    assert one("Tripoli", "Lebanon", "Beirut", "Sidon").country == "LBN"
    assert one("Tripoli", "Libya", "Benghazi", "Misrata").country == "LBY"


def test_a_word_for_what_it_is_tells_an_area_from_its_town() -> None:
    assert one(Toponym("Aleppo", kinds=frozenset(("ADM1",)))).kind == "ADM1"
    assert one("Aleppo", "Syria").kind == "PPL"


def test_a_capital_stands_before_an_area_of_its_name_that_nothing_tells_of() -> None:
    assert one("Washington", "Canada", "Mexico").kind == "PPLC"
    assert one("Washington", "Seattle", "Tacoma", "Spokane").admin1 == "Washington"
    assert one(Toponym("Washington", kinds=frozenset(("ADM1",)))).kind == "ADM1"


def test_other_spellings_are_found_where_the_report_is_about_the_country() -> None:
    assert one("Jisr al-Shughur", "Syria", "Damascus").geonames == 169023
    assert meant("Jisr al-Shughur", "Peru", "Lima", "Bolivia")[0] is None


def test_a_part_of_a_name_is_found_and_what_is_unknown_is_not() -> None:
    east = one("Eastern Mosul", "Iraq")
    assert (east.country, east.name) == ("IRQ", "Mosul")
    assert meant("Hallinmere", "Quarrick") == [None, None]


def test_short_forms_mean_states() -> None:
    assert [place.name if place else None for place in meant("Ala.", "NY")] == ["Alabama", "New York"]


def test_look_alikes_and_other_scripts_mean_nothing() -> None:
    assert meant("Pаris", "دمشق", "\u202eParis") == [None, None, None]


@settings(deadline=None, max_examples=50)
@given(
    st.lists(st.one_of(st.sampled_from(["Paris", "Texas", "Aleppo", "Syria", "London", "Ala."]), st.text(max_size=20)))
)
def test_any_names_are_resolved_alike_each_time(names: list[str]) -> None:
    found = meant(*names)
    assert found == meant(*names)
    assert len(found) == len(names)
    for place in found:
        assert place is None or (-90 <= place.lat <= 90 and -180 <= place.lon <= 180 and 0 <= place.confidence <= 1)
