"""What every search engine promises; the suite runs it on SQLite and again on PostgreSQL."""

from __future__ import annotations

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from mcs.lib.search import ENGINES, Document, Query, SearchIndex, Word
from mcs.lib.search.index import MOST_CROSSED

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(db: None) -> SearchIndex:
    engine = ENGINES[connection.vendor]("trial", connection)
    with connection.cursor() as cursor:
        for statement in engine.CREATE:
            cursor.execute(statement.format(table=engine.table))
    engine.put(
        [
            Document(1, name=["plomb", "saint", "loup"], keywords=["plombier", "§12"], place=["mazargues", "13009"]),
            Document(2, name=["dupont"], keywords=["plombier", "§12"], place=["prado"], text=["fuite", "chauffe"]),
            Document(3, name=["bistrot"], keywords=["restaurant"], text=["plomb", "zinc"], place=["mazargues"]),
        ]
    )
    return engine


def word(text: str, *, required: bool = False) -> Word:
    return Word((text,), required=required)


def ids(index: SearchIndex, query: Query) -> list[int]:
    return [hit.id for hit in index.search(query)]


def test_search_wants_every_word(index: SearchIndex) -> None:
    assert ids(index, Query([word("plombier"), word("mazargues")])) == [1]
    assert ids(index, Query([word("plombier"), word("zorglub")])) == []


def test_search_chooses_the_name_then_the_best_ranked_when_too_much_is_found(index: SearchIndex) -> None:
    index.put([Document(number, text=["quincaille"], rank=float(number == 15)) for number in range(11, 20)])
    index.put([Document(20, name=["quincaille"])])
    assert sorted(ids(index, Query([word("quincaille")], limit=2))) == [15, 20]


def test_search_chooses_whole_words_before_half_ones_when_too_much_is_found(index: SearchIndex) -> None:
    said = {number: "phare" if number in (17, 18) else "pharesque" for number in range(11, 20)}
    index.put([Document(number, text=[of], rank=1) for number, of in said.items()])
    assert sorted(ids(index, Query([Word(("phare",), prefix="phare")], limit=2))) == [17, 18]
    assert len(ids(index, Query([Word(("phare",), prefix="phare")], limit=5))) == 5


def test_search_chooses_marks_by_rank_when_too_much_is_found(index: SearchIndex) -> None:
    marks = {number: ["§c1", *["§d9"] * (number % 2)] for number in range(11, 20)}
    index.put([Document(number, text=["mot"], marks=of, rank=number) for number, of in marks.items()])
    asked = [Word(("quincaille",), marks=("§c1", "§c2"))]
    assert ids(index, Query(asked, limit=2)) == [19, 18]
    assert ids(index, Query(asked, filters=["§d9"], limit=2)) == [19, 17]
    index.remove([19])
    assert ids(index, Query(asked, filters=["§d9"], limit=2)) == [17, 15]


def test_search_meets_a_word_by_any_alternative(index: SearchIndex) -> None:
    assert sorted(ids(index, Query([Word(("bistrot", "dupont", "absent"))]))) == [2, 3]


def test_search_meets_an_alternative_of_several_words_by_all_of_them(index: SearchIndex) -> None:
    assert ids(index, Query([Word(("fuite chauffe",))])) == [2]
    assert ids(index, Query([Word(("fuite zinc", "loup"))])) == [1]


def test_search_meets_a_prefix(index: SearchIndex) -> None:
    assert sorted(ids(index, Query([Word((), prefix="plom")]))) == [1, 2, 3]
    assert ids(index, Query([Word(("dupont",), prefix="mazar"), word("fuite")])) == [2]


def test_search_keeps_to_the_name_when_asked(index: SearchIndex) -> None:
    assert ids(index, Query([Word(("plomb",), prefix="plomb")], in_name=True)) == [1]


def test_search_keeps_to_the_filters_wherever_they_stand(index: SearchIndex) -> None:
    assert ids(index, Query([word("plomb")], filters=["§12"], in_name=True)) == [1]
    assert sorted(ids(index, Query(filters=["§12"]))) == [1, 2]
    assert ids(index, Query([word("plomb")], filters=["§1"])) == []


def test_search_says_how_many_words_are_met(index: SearchIndex) -> None:
    query = Query([word("plombier"), word("mazargues"), word("loup")], loose=True)
    assert [(hit.id, hit.matched) for hit in index.search(query)] == [(1, 3)]
    assert [hit.matched for hit in index.search(Query([word("plomb")]))] == [1, 1]


def test_loose_search_wants_more_than_half_of_the_words_and_most_first(index: SearchIndex) -> None:
    query = Query([word("plombier"), word("mazargues"), word("13009"), word("prado")], loose=True)
    assert [(hit.id, hit.matched) for hit in index.search(query)] == [(1, 3)]
    query = Query([word("plombier"), word("mazargues"), word("plomb")], loose=True)
    assert [(hit.id, hit.matched) for hit in index.search(query)] == [(1, 3), (3, 2)]
    assert ids(index, Query([word("plombier"), word("zorglub")], loose=True)) == []


def test_loose_search_wants_what_is_required_and_nothing_more(index: SearchIndex) -> None:
    query = Query([word("plombier", required=True), word("mazargues"), word("zorglub")], loose=True)
    assert [(hit.id, hit.matched) for hit in index.search(query)] == [(1, 2), (2, 1)]


def test_loose_search_keeps_to_the_filters(index: SearchIndex) -> None:
    query = Query([word("plomb"), word("mazargues"), word("zorglub")], filters=["§12"], loose=True)
    assert ids(index, query) == [1]


def test_search_gives_no_more_than_the_limit(index: SearchIndex) -> None:
    assert len(index.search(Query([Word((), prefix="plomb")], limit=2))) == 2


def test_search_for_nothing_finds_nothing(index: SearchIndex) -> None:
    assert index.search(Query()) == []
    assert index.search(Query([Word(())])) == []
    assert index.search(Query([Word(("",), prefix=" \x00")], loose=True)) == []


def test_put_replaces_a_document(index: SearchIndex) -> None:
    index.put([Document(1, name=["fleuriste"])])
    assert ids(index, Query([word("loup")])) == []
    assert ids(index, Query([word("fleuriste")])) == [1]


def test_remove_forgets_a_document_and_minds_no_unknown_one(index: SearchIndex) -> None:
    index.remove([3, 99])
    assert ids(index, Query([word("plomb")])) == [1]


def test_clear_forgets_everything(index: SearchIndex) -> None:
    index.clear()
    assert index.search(Query([Word((), prefix="p")])) == []
    assert index.vocabulary() == {}


def test_vocabulary_counts_documents_commonest_first_without_what_is_no_word(index: SearchIndex) -> None:
    index.put([Document(4, name=["plomb", "plomb"])])
    words = index.vocabulary()
    assert (words["plomb"], words["mazargues"], words["bistrot"]) == (3, 2, 1)
    assert next(iter(words)) == "plomb"
    assert "§12" not in words


def test_put_costs_two_statements_whatever_the_index_holds(
    index: SearchIndex, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        index.put([Document(1, name=["fleuriste"])])
    with django_assert_num_queries(3):
        index.put([Document(number, name=["fleuriste"], marks=["§c1"]) for number in range(100, 200)])


def test_a_document_of_a_hundred_thousand_words_is_cut_not_refused(index: SearchIndex) -> None:
    index.put([Document(5, name=["geant"], text=[f"{'é' * 30}{number}" for number in range(100_000)])])
    assert ids(index, Query([word("geant")])) == [5]


@pytest.mark.parametrize(
    "hostile",
    ['"', "'", "\\", "a'b", 'a"b', "a:b", "a*", "(", ")", "NEAR", "AND", "OR", "NOT", "-", "^", "{name}", "name:", "!",
     "&", "|", "<->", "%s", "%", "\x00", "a\x00b", "🥐", "שלום", "\u202e", "'); DROP TABLE x; --", "é" * 500,
     " ", "a \x00", "\u00a0"],
)  # fmt: skip
def test_no_token_is_ever_an_error(index: SearchIndex, hostile: str) -> None:
    index.put([Document(6, name=[hostile], text=[hostile])])
    words = [Word((hostile,), prefix=hostile), Word((hostile, "dupont"))]
    for loose in (False, True):
        assert isinstance(index.search(Query(words, filters=[hostile], in_name=True, loose=loose)), list)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(token=st.text(alphabet=st.characters(categories=["L", "N"]), min_size=1, max_size=40))
def test_any_word_put_is_found_again_and_by_its_beginning(index: SearchIndex, token: str) -> None:
    index.put([Document(7, name=[token])])
    assert 7 in ids(index, Query([word(token)], in_name=True))
    assert 7 in ids(index, Query([Word((), prefix=token[:2])], in_name=True))


def test_an_index_has_a_plain_name() -> None:
    with pytest.raises(ValueError, match="small letters"):
        ENGINES[connection.vendor]("x; DROP TABLE y", connection)


def test_marks_are_crossed_for_the_best_and_the_others_are_found_all_the_same(index: SearchIndex) -> None:
    crowd = range(10, 10 + MOST_CROSSED + 300)
    last = crowd[-250:]
    index.put(
        Document(id_, marks=["§trade", *["§late"] * (id_ in last), *["§some"] * (id_ % 5 == 0)], rank=10_000.0 - id_)
        for id_ in crowd
    )
    some = ids(index, Query([Word(marks=("§trade",))], ["§some"], limit=200))
    assert some == [id_ for id_ in crowd if id_ % 5 == 0][:200]  # by their rank, and as many as were asked
    late = ids(index, Query([Word(marks=("§trade",))], ["§late"], limit=200))
    assert len(set(late)) == 200
    assert set(late) <= set(last)  # of too low a rank to be looked at by it
    loose = Query([Word(marks=("§trade",), required=True), word("zinc")], ["§late"], loose=True, limit=200)
    assert len(set(ids(index, loose)) & set(last)) == 200
