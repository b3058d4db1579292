"""URLs of the members app."""

from django.urls import path

from mcs.members.views import entrance, me, passkey, rights

app_name = "members"
urlpatterns = [
    path("rejoindre/", entrance.join, name="join"),
    path("rejoindre/cle/", passkey.join_passkey, name="join_passkey"),
    path("rejoindre/code/", entrance.code, name="code"),
    path("rejoindre/code/renvoyer/", entrance.resend_code, name="resend_code"),
    path("connexion/", entrance.sign_in, name="sign_in"),
    path("connexion/cle/", passkey.sign_in_passkey, name="sign_in_passkey"),
    path("deconnexion/", entrance.sign_out, name="sign_out"),
    path("bienvenue/", me.welcome, name="welcome"),
    path("moi/", me.me, name="me"),
    path("moi/e-mail/", me.email, name="email"),
    path("moi/cle/", passkey.add_passkey, name="add_passkey"),
    path("moi/confirmer/", me.confirm, name="confirm"),
    path("moi/confirmer/cle/", passkey.confirm_passkey, name="confirm_passkey"),
    path("moi/cle/<int:pk>/retirer/", me.remove_passkey, name="remove_passkey"),
    path("moi/appareils/<int:pk>/deconnecter/", me.end_session, name="end_session"),
    path("moi/appareils/deconnecter/", me.end_other_sessions, name="end_other_sessions"),
    path("moi/donnees/", rights.data, name="data"),
    path("moi/donnees/<slug:key>.zip", rights.data_file, name="data_file"),
    path("moi/effacer/", rights.erase, name="erase"),
    path("moi/charte/", rights.accept_charter, name="accept_charter"),
    path("e-mail/retablir/<str:token>/", rights.email_undo, name="email_undo"),
]
