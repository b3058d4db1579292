"""URLs of the notices app."""

from django.urls import path

from mcs.notices.views import bell, devices, mail, preferences

app_name = "notices"
urlpatterns = [
    path("moi/notifications/", bell.notifications, name="notifications"),
    path("moi/notifications/reglages/", preferences.preferences, name="preferences"),
    path("moi/notifications/appareils/", devices.device_add, name="device_add"),
    path("moi/notifications/appareils/<int:pk>/retirer/", devices.device_remove, name="device_remove"),
    path("desabonnement/<str:token>/", preferences.unsubscribe, name="unsubscribe"),
    path("ne-plus-suivre/<str:token>/", preferences.mute, name="mute"),
    path("bureau/courrier/", mail.mail_forecast, name="mail_forecast"),
]
