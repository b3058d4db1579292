"""Words by which the name of a page ends, or can't begin, in running French text."""

from __future__ import annotations


def _set(said: str) -> frozenset[str]:
    return frozenset(said.split())


_DAYS = _set("lundi mardi mercredi jeudi vendredi samedi dimanche lundis samedis dimanches")
# Small words within a name: "Les Paniers de la Ferme", "Chez Nous à Table".
INNER = _set("le la les l de du des d et en a au aux o chez by sur sous un une mon ma mes nos sa son ses")
LINKS = _set("par avec pour sans")  # before a word with a capital only
# Where one of these stands the name is over, even with a capital: people forget the stop before "Ouvert".
LABELS = _DAYS | _set("""
    je j jsuis ouvert ouverte ouverts ouvertes ouvre ouvrons ouverture ferme fermee fermes fermeture horaires horaire
    tel telephone portable numero num mail email site adresse insta instagram ig tiktok snap whatsapp
    messenger youtube linkedin google discord pinterest merci bonjour cordialement bises voila svp stp livraison
    retrouvez venez suivez
""")
# Without a capital, at one of these too.
ENDS = LABELS | _set("""
    lun ven sam dim
    on nous vous tu il elle ils elles moi toi lui qui que qu dont contact
    est sont suis sommes es etes etait ai avons avez ont fait fais faisons faites propose proposons vend vends vendons
    livre livrons livraisons installe installee situe situee accueille accueillons accueil
    depuis pendant dans avec sans pour par car donc mais puis ou ni si quand comme parce tous tout toute toutes
    pas ne n y aussi plus jamais toujours souvent directement bonne
    rdv devis possible disponible dispo gratuit gratuite photos infos renseignements commande commandes commandez
""")
# What a page named without capitals doesn't begin by.
NO_BEGINNING = ENDS | _set("""
    et y en de du des d sur sous un une mon ma mes nos votre vos ton ta tes son sa ses leur leurs notre
    ce c cet cette ces cela ca groupe live marketplace ads page compte publication publications annonce annonces
    tres trop bien mieux assez peu beaucoup surtout seulement uniquement egalement meme encore deja ici quelques
    plusieurs chaque complique compliquee nul utile pratique facile simple pareil idem oui non neant rien bientot tenu
    tenue gere geree cree creee
""")
# But for these, where the text says "s'appelle" or has the same words elsewhere: "un brin de folie".
MAY_BEGIN = _set("un une mon ma mes nos en du des sur sous tres trop bien mieux peu encore deja ici")
# Not even with capitals.
NEVER = LABELS | _set("""
    on il elle nous vous moi groupe live marketplace ads page compte pas contact connection notre votre
""")
# But for these before a word with a capital: "Nous Deux Coiffure", "Pas Sage".
BEGINS_TWO = _set("nous vous on il elle moi pas")
# One long word behind "facebook : " that is no page's address.
NO_HANDLE = NO_BEGINNING | _set("""
    aucun aucune actuellement impossible aujourdhui construction preparation publications nouveau nouvelle
    inexistant inexistante actualites actualite actu actus menu menus promo promos promotion promotions nouveautes
    nouveaute evenements messages message recettes creations realisations videos video info informations
    renseignement photo album albums avis obligatoire inutile priv prive privee public publique arrive suspendu
    suspendue bloque ferme supprime perdu
""")
