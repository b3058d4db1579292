"""Keeping the index of posts true; whatever changes what a post says ends with `index_posts`."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from django.db import transaction
from django.db.models import Prefetch

from mcs.board.models import Comment, Post
from mcs.board.queries.finding import INDEX, category_mark, kind_mark
from mcs.lib.french import stem, words
from mcs.lib.search import Document, open_index

BATCH = 500
ANSWERS_READ = 30  # of a post, the first ones


@transaction.atomic
def index_posts(pks: Iterable[int]) -> int:
    """Puts the published posts of those keys in the index and takes the others out; returns how many were put.

    Four queries and two statements for every 500 keys.
    """
    index, put, keys = open_index(INDEX), 0, iter(pks)
    answers = Prefetch("comments", Comment.objects.published().select_related("listing"), to_attr="answers")
    while batch := list(islice(keys, BATCH)):
        posts = Post.objects.published().select_related("listing", "district")
        found = list(posts.prefetch_related(answers, "categories").filter(pk__in=batch))
        index.remove(set(batch) - {post.pk for post in found})
        index.put([_document(post) for post in found])
        put += len(found)
    return put


@transaction.atomic
def reindex_posts() -> int:
    """Makes the index again from nothing; returns how many posts it holds."""
    open_index(INDEX).clear()
    return index_posts(Post.objects.published().order_by("pk").values_list("pk", flat=True))


def _document(post: Post) -> Document:
    answers: list[Comment] = post.answers[:ANSWERS_READ]  # type: ignore[attr-defined]
    marks = [kind_mark(post.kind), *(category_mark(category.pk) for category in post.categories.all())]
    named = [post.listing.name] if post.listing else []
    named += [comment.listing.name for comment in answers if comment.listing]
    place = [post.district.name, post.district.short_name] if post.district else []
    return Document(
        post.pk,
        name=_forms(post.title),
        keywords=[*marks, *_forms(*named)],
        place=_forms(*place),
        text=_forms(post.body, *(comment.text for comment in answers)),
    )


def _forms(*texts: str) -> list[str]:
    """The words both as they are and as their stems."""
    folded = [word for text in texts for word in words(text)]
    return list(dict.fromkeys(form for word in folded for form in (stem(word), word)))
