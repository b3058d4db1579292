"""URLs of the moderation app."""

from django.urls import path

from mcs.moderation.views import decisions, desk, report

app_name = "moderation"
urlpatterns = [
    path("signaler/", report.notice, name="notice"),
    path("signaler/suivi/<str:reference>/", report.report_followed, name="report_followed"),
    path("signaler/<slug:kind>/<str:key>/", report.report, name="report"),
    path("decision/<str:reference>/", decisions.decision, name="decision"),
    path("appel/<str:reference>/", decisions.appeal, name="appeal"),
    path("transparence/", decisions.transparency, name="transparency"),
    path("bureau/signalements/<int:pk>/", desk.report_review, name="report_review"),
    path("bureau/decisions/<int:pk>/revenir/", desk.decision_withdraw, name="decision_withdraw"),
    path("bureau/appels/<int:pk>/", desk.appeal_review, name="appeal_review"),
]
