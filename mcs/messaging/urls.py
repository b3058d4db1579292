"""Where messages are."""

from django.urls import path

from mcs.messaging.views import conversation, desk, inbox, mail

app_name = "messaging"
urlpatterns = [
    path("messages/", inbox.inbox, name="inbox"),
    path("messages/benevoles/", inbox.write_volunteers, name="write_volunteers"),
    path("messages/courrier/", mail.inbound_mail, name="inbound_mail"),
    path("messages/ecrire/<uuid:pk>/", inbox.write, name="write"),
    path("messages/<int:pk>/", conversation.conversation, name="conversation"),
    path("messages/<int:pk>/nouveaux/", conversation.new_messages, name="new_messages"),
    path("messages/<int:pk>/archiver/", conversation.archive, name="archive"),
    path("messages/<int:pk>/bloquer/", conversation.block, name="block"),
    path("messages/<int:pk>/debloquer/", conversation.unblock, name="unblock"),
    path("messages/<int:pk>/numero/", conversation.number, name="number"),
    path("messages/<int:pk>/signaler/", conversation.report, name="report"),
    path("bureau/messages/", desk.desk_messages, name="desk_messages"),
    path("bureau/messages/<int:pk>/", desk.desk_conversation, name="desk_conversation"),
    path("bureau/messages/<int:pk>/nouveaux/", desk.desk_new_messages, name="desk_new_messages"),
    path("bureau/messages/<int:pk>/suivi/", desk.desk_follow, name="desk_follow"),
    path("bureau/messages/signalement/<int:pk>/", desk.report_review, name="report_review"),
]
