"""Where each part of the site is. Each app keeps its own list."""

from django.urls import include, path

urlpatterns = [
    path("", include("mcs.website.urls")),
    path("", include("mcs.members.urls")),
    path("", include("mcs.notices.urls")),
    path("", include("mcs.photos.urls")),
    path("", include("mcs.moderation.urls")),
    path("", include("mcs.messaging.urls")),
    path("", include("mcs.directory.urls")),
    path("", include("mcs.board.urls")),
    path("", include("mcs.orders.urls")),
]

handler400 = "mcs.website.views.errors.bad_request"
handler403 = "mcs.website.views.errors.permission_denied"
handler404 = "mcs.website.views.errors.page_not_found"
handler500 = "mcs.website.views.errors.server_error"
