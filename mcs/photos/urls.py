"""URLs of the photos app."""

from django.urls import path, re_path

from mcs.photos import views

app_name = "photos"
urlpatterns = [
    path("album/", views.album, name="album"),
    path("photos/<slug:key>/", views.photo, name="photo"),
    re_path(
        r"^media/(?P<name>photos/[A-Za-z0-9_-]{1,64}/[A-Za-z0-9_-]{1,64}\.(?:avif|webp|jpeg))\Z",
        views.media,
        name="media",
    ),
]
