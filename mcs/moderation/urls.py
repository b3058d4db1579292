"""URLs of the moderation app."""

from django.urls import path

from mcs.moderation.views import decisions

app_name = "moderation"
urlpatterns = [
    path("bureau/decisions/", decisions.decisions, name="decisions"),
    path("bureau/decisions/<int:pk>/annuler/", decisions.undo_decision, name="undo_decision"),
    path("bureau/note/<slug:queue>/<slug:key>/", decisions.add_note, name="add_note"),
    path("bureau/main/<slug:queue>/<slug:key>/", decisions.in_hand, name="in_hand"),
]
