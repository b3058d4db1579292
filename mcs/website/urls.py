"""URLs of the website app."""

from django.urls import path

from mcs.website.views import desk, home, legal, printing, ranking, seeing, shell

app_name = "website"
urlpatterns = [
    path("", home.home, name="home"),
    path("a-propos/", legal.about, name="about"),
    path("accessibilite/", legal.accessibility, name="accessibility"),
    path("avis/", ranking.reviews_procedure, name="reviews_procedure"),
    path("annuaire.pdf", printing.directory_pdf, name="directory_pdf"),
    path("annuaire/imprimer/", printing.directory_print, name="directory_print"),
    path("bureau/", desk.desk, name="desk"),
    path("charte/", legal.charter, name="charter"),
    path("classement/", ranking.ranking, name="ranking"),
    path("confidentialite/", legal.privacy, name="privacy"),
    path("confidentialite/registre/", legal.processing_register, name="processing_register"),
    path("confiance/", ranking.trust, name="trust"),
    path("hors-ligne/", shell.offline, name="offline"),
    path("langue/", shell.language, name="language"),
    path("manifest.webmanifest", shell.manifest, name="manifest"),
    path("mentions-legales/", legal.legal_notice, name="legal_notice"),
    path("sante/", seeing.health, name="health"),
    path("sante/mesures/", seeing.metrics, name="metrics"),
    path("sante/vif/", seeing.live, name="live"),
    path("sw.js", shell.service_worker, name="service_worker"),
]
