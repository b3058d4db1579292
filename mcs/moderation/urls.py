"""URLs of the moderation app."""

from django.urls import path

from mcs.moderation.views import canned, decisions, desk, figures, log, mail, pauses, reads, report, sanctions, team

app_name = "moderation"
urlpatterns = [
    path("signaler/", report.notice, name="notice"),
    path("signaler/suivi/<str:reference>/", report.report_followed, name="report_followed"),
    path("signaler/<slug:kind>/<str:key>/", report.report, name="report"),
    path("decision/<str:reference>/", decisions.decision, name="decision"),
    path("appel/<str:reference>/", decisions.appeal, name="appeal"),
    path("moi/mesures/", sanctions.my_measures, name="my_measures"),
    path("bureau/voisins/<uuid:pk>/", sanctions.desk_member, name="desk_member"),
    path("bureau/voisins/<uuid:pk>/coordonnees/", sanctions.member_contact, name="member_contact"),
    path("bureau/voisins/<uuid:pk>/suspendre/", sanctions.ban, name="ban"),
    path("bureau/voisins/<uuid:pk>/<slug:kind>/", sanctions.measure, name="measure"),
    path("bureau/mesures/<int:pk>/lever/", sanctions.lift, name="lift"),
    path("bureau/ressemblances/<int:pk>/", sanctions.likeness_review, name="likeness_review"),
    path("bureau/lectures/", reads.private_reads, name="private_reads"),
    path("transparence/", decisions.transparency, name="transparency"),
    path("bureau/signalements/<int:pk>/", desk.report_review, name="report_review"),
    path("bureau/reponses/", canned.canned_answers, name="canned_answers"),
    path("bureau/reponses/<int:pk>/", canned.canned_answer, name="canned_answer"),
    path("bureau/pauses/", pauses.pauses, name="pauses"),
    path("bureau/pauses/<slug:name>/", pauses.pause, name="pause"),
    path("bureau/equipe/", team.desk_team, name="desk_team"),
    path("bureau/equipe/quitter/", team.step_down, name="step_down"),
    path("bureau/equipe/invitations/<int:pk>/retirer/", team.invitation_withdraw, name="invitation_withdraw"),
    path("bureau/equipe/<uuid:pk>/", team.desk_keeper, name="desk_keeper"),
    path("bureau/chiffres/", figures.desk_figures, name="desk_figures"),
    path("bureau/decisions/", log.decisions, name="decisions"),
    path("bureau/decisions/<int:pk>/annuler/", log.undo_decision, name="undo_decision"),
    path("bureau/main/<slug:queue>/<slug:key>/", log.in_hand, name="in_hand"),
    path("bureau/note/<slug:queue>/<slug:key>/", log.add_note, name="add_note"),
    path("bureau/decisions/<int:pk>/revenir/", desk.decision_withdraw, name="decision_withdraw"),
    path("bureau/courriel/<str:token>/", mail.mail_press, name="mail_press"),
    path("bureau/appels/<int:pk>/", desk.appeal_review, name="appeal_review"),
]
