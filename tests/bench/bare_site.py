"""A bare Django page as a yardstick: three small queries, twenty items, 14 kB, no session, no member, no language.

Served by itself: the WSGI application `application`, on the SQLite file of BARE_DATABASE, which `fill` makes.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from random import Random

import django
from django.conf import settings
from django.http import HttpRequest, HttpResponse

PAGE = """<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Commerces du quartier</title><link
rel="stylesheet" href="/static/site.css"></head><body><header class="top"><a href="/" class="logo">Le Quartier</a><nav>
<a href="/commerces/">Commerces</a> <a href="/messages/">Messages</a> <a href="/photos/">Photos</a></nav>
<form action="/recherche/"><input name="q" type="search"><button>Chercher</button></form></header><main><h1>Commerces du
quartier</h1><aside><ul class="kinds">{% for k in kinds %}<li><a href="/commerces/?type={{ k.kind }}">{{ k.kind }}</a>
<span>{{ k.n }}</span></li>{% endfor %}</ul></aside><ol class="shops">{% for s in shops %}<li class="shop card"
id="s{{ s.id }}"><article><h2><a href="/commerces/{{ s.slug }}/">{{ s.title }}</a></h2><p class="meta"><span
class="kind">{{ s.kind }}</span> · <span class="addr">{{ s.address }}, {{ s.city }}</span> · <a
href="tel:{{ s.phone }}">{{ s.phone }}</a></p><p class="hours">{{ s.hours }}</p><p>{{ s.summary }}</p><p class="foot">
<time datetime="{{ s.created|date:"Y-m-d" }}">{{ s.created|date:"d/m/Y" }}</time>{% if s.n_comments %} ·
{{ s.n_comments }} avis{% endif %}</p></article></li>{% endfor %}</ol><section class="recent"><h2>Derniers avis</h2>
{% for c in comments %}<blockquote><p>{{ c.body }}</p><footer>{{ c.user }} sur <a
href="/commerces/{{ c.shop.slug }}/">{{ c.shop.title }}</a></footer></blockquote>{% endfor %}</section></main><footer><a
href="/mentions/">Mentions légales</a></footer></body></html>"""

LOADERS = [("django.template.loaders.cached.Loader", [("django.template.loaders.locmem.Loader", {"list.html": PAGE})])]

if not settings.configured:
    settings.configure(
        SECRET_KEY="bare",
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF=__name__,
        USE_TZ=True,
        USE_I18N=False,
        INSTALLED_APPS=["django.contrib.contenttypes"],
        MIDDLEWARE=["django.middleware.security.SecurityMiddleware", "django.middleware.common.CommonMiddleware"],
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": os.environ["BARE_DATABASE"],
                "CONN_MAX_AGE": None,
                "OPTIONS": {
                    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-20000; "
                    "PRAGMA mmap_size=134217728;",
                    "transaction_mode": "IMMEDIATE",
                },
            }
        },
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "OPTIONS": {"loaders": LOADERS},
            }
        ],
    )
    django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection, models  # noqa: E402
from django.shortcuts import render  # noqa: E402
from django.urls import path  # noqa: E402


class Shop(models.Model):  # noqa: DJ008
    objects: models.Manager[Shop]
    title = models.CharField(max_length=200)
    slug = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=40, db_index=True)
    city = models.CharField(max_length=60)
    address = models.CharField(max_length=200)
    phone = models.CharField(max_length=30)
    hours = models.CharField(max_length=80)
    summary = models.TextField()
    created = models.DateTimeField(db_index=True)
    n_comments = models.IntegerField(default=0)

    class Meta:
        app_label = "bare"


class Review(models.Model):  # noqa: DJ008
    objects: models.Manager[Review]
    shop = models.ForeignKey(Shop, models.CASCADE)
    user = models.CharField(max_length=40)
    body = models.TextField()
    created = models.DateTimeField(db_index=True)

    class Meta:
        app_label = "bare"


class KindCount(models.Model):  # noqa: DJ008
    objects: models.Manager[KindCount]
    kind = models.CharField(max_length=40, unique=True)
    n = models.IntegerField()

    class Meta:
        app_label = "bare"


def page(request: HttpRequest) -> HttpResponse:
    context = {
        "shops": list(Shop.objects.order_by("-created")[:20]),
        "kinds": list(KindCount.objects.order_by("kind")),
        "comments": list(Review.objects.select_related("shop").order_by("-created")[:6]),
    }
    return render(request, "list.html", context)


def fill() -> None:
    """2,000 shops and 10,000 reviews, the same each time."""
    rng, start = Random(42), datetime(2026, 1, 1, tzinfo=UTC)
    words = ("accueil", "produits", "frais", "pain", "fromage", "quartier", "voisins", "marché", "samedi", "ouvert")
    with connection.schema_editor() as editor:
        for model in (Shop, Review, KindCount):
            editor.create_model(model)
    Shop.objects.bulk_create(
        Shop(
            pk=number,
            title=f"Boulangerie familiale de la gare n°{number}",
            slug=f"boulangerie-familiale-de-la-gare-{number}",
            kind=f"métier {number % 20}",
            city="Marseille",
            address=f"{rng.randint(1, 180)} avenue Jean-Jaurès",
            phone="04 91 00 00 00",
            hours="mar–sam 9h–12h30, 14h–19h",
            summary=" ".join(rng.choices(words, k=8)),
            created=start + timedelta(hours=number),
        )
        for number in range(1, 2001)
    )
    Review.objects.bulk_create(
        Review(
            shop_id=rng.randint(1, 2000),
            user=f"membre{rng.randint(0, 199)}",
            body=" ".join(rng.choices(words, k=22)),
            created=start + timedelta(minutes=number),
        )
        for number in range(10_000)
    )
    KindCount.objects.bulk_create(KindCount(kind=f"métier {number}", n=100) for number in range(20))


urlpatterns = [path("list/", page)]
application = get_wsgi_application()

if __name__ == "__main__":
    fill()
