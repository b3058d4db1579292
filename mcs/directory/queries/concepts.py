"""Words of one sense, so that a need is understood however it is said: "cassé", "en panne", "à réparer"."""

from __future__ import annotations

import re
from functools import lru_cache

from mcs.lib.french import stem

# What adds nothing to a trade: taken out unless it is all that was said.
_NOISE = """
    abordable abordables achat acheter actuellement adresse adresses aimerais aimerions alentours artisan artisans
    arrondissement autour avoir beau besoin bouches cher chere cheres chers coin commander competent competente
    conseiller contact correct correcte dispo disponible disponibles efficace embaucher engager environs excellent
    excellente honnete jour jours marseillais marseillaise marseille meilleur meilleure meilleures meilleurs merci
    numero partir petit petite plait pouvoir pro professionnel professionnelle propose proposent proximite proche
    proches quartier qualite rapide rapidement recommande recommandee rapport rhone secteur serieuse serieuses
    serieux souhaite souhaiterais sympa sympathique tarif tarifs top tres trop urgence urgemment urgent urgente
    veux viens vient ville vite vouloir voudrais voudrait zone faudrait quelquun personne vraiment super
    mal suis etes sommes avons rendez rdv vous sans 13 prix devis possible demain aujourd hui aujourdhui plus
    tomber tombe tombee
"""
NOISE = frozenset(_NOISE.split())

# What a business is, whatever it does: adds nothing to a trade.
_GENERIC = """
    magasin boutique commerce marchand marchande vendeur vendeuse vente entreprise societe agence service services
    centre bureau cabinet specialiste structure etablissement lieu materiel articles produits equipement
    salle station maison studio location espace point atelier fabrique club organisme articles article
"""
GENERIC = frozenset(map(stem, _GENERIC.split()))

# Each line is one sense; the first word names it, with a ! when alone it names no trade.
_SENSES = """
    panne! panne reparer reparation reparateur reparatrice repare casse cassee casses cassees depanner depannage
        depanneur foutu foutue abime abimee bloque bloquee bloques bloquees hs fichu defectueux deteriore endommage
        brise brisee fendu fendue coince coincee mort morte rade repares reparees reparable
    louer! louer location loueur loueuse loue locations
    nettoyer nettoyer nettoyage nettoie laver lavage nettoyeur lave decrasser astiquer
    apprendre! apprendre cours lecon lecons prof profs professeur professeure apprentissage enseigner initiation
        stage debutant
    poser! poser pose installer installation installateur installatrice poseur poseuse remplacer remplacement changer
        changement monter montage
    deboucher deboucher debouchage bouche bouchee bouches bouchees engorge engorgee
    couper! couper coupe tailler taille elaguer elagage abattre abattage elagueur
    enfant! enfant enfants gamin gamine gamins gosse gosses minot minots pitchoun pitchouns fils fille filles garcon
        petits loulou marmot marmots
    bebe! bebe bebes nourrisson nourrissons
    ancetre! grand-mere mamie papi papy pepe meme mere maman pere grands-parents parents vieux vieille agee agees age
        ages senior seniors aine ainee mamy grand-pere
    garder! garder garde garderie gardien gardienne gardiennage surveiller occuper
    peindre peindre repeindre peinture peintures peintre
    traduire traduire traduction traducteur traductrice
    vendre! vendre revendre
    perdre! perdu perdue perdus perdues perdre perd perds perte egare egares egarees oublie oubliees
    demenager demenager demenagement demenageur
    imprimer imprimer impression imprimeur imprimerie imprimante
    coiffer coiffer coiffeur coiffeuse coiffure coiffures
    masser masser massage masseur masseuse massages
    photographier photo photos photographie photographe photographies photographier
    organiser! organiser organisation organisateur organisatrice
    soigner! soigner soin soins
    ramoner ramoner ramonage ramoneur
    isoler isoler isolation
    entretenir! entretien entretenir maintenance
    jardiner jardin jardinage jardinier jardiniere jardiner
    retoucher retoucher retouche retouches retoucheuse
    mariage! mariage noces marier marie mariee
    voiture voiture voitures auto autos bagnole vehicule caisse automobile tuture citadine clio twingo megane
        sandero peugeot renault citroen dacia volkswagen
    velo velo velos bicyclette bicyclettes becane biclou biclo
    portable telephone telephones portable smartphone iphone samsung mobile gsm xiaomi huawei galaxy redmi oneplus
    ordinateur ordinateur ordinateurs ordi pc portable macbook imac laptop chromebook
    frigo frigo refrigerateur frigidaire
    tele tele television televiseur tv
    agence! agence agences
    logement! logement appartement appart maison studio logements
    chaussure chaussure chaussures godasse godasses souliers soulier
    habit habit habits vetement vetements fringue fringues linge
    cle cle cles clef clefs
    toilette toilette toilettes wc chiottes cabinets
    boeuf boeuf boeufs
"""

# What somebody says of a thing that no longer works; read before words are taken apart.
_NO_LONGER = re.compile(
    r"\b(?:ne |n )?(?:(?:s |se )?(?:marche|marchent|fonctionne|fonctionnent|demarre|allume|chauffe|refroidit|charge"
    r"|tourne|eteint|repond|essore|vidange|ecoule|ouvre|ferme|coule|vide|sonne|capte|imprime|aspire|freine|avance"
    r"|roule|lit|souffle|eclaire|clignote|vibre|pompe|chasse|glace|congele|monte|descend|bouge|repart|accelere))"
    r" (?:plus|pas|mal|plus du tout)\b"
    r"|\best (?:mort|morte|hs|foutu|foutue|kaput|naze|grille|grillee|en rade)\b|\btombe en panne\b|\ba rendu l ame\b"
)


def _senses() -> dict[str, str]:
    found: dict[str, str] = {}
    sense = ""
    for line in _SENSES.splitlines():
        words = line.split()
        if not words:
            continue
        if not line.startswith("        "):
            sense, *words = words
        for word in words:
            found.setdefault(stem(word.replace("-", "")), f"~{sense}")
    return found


SENSES = _senses()

# (ending, letters that must stand before it): verbs and their nouns come to one root.
_NOUN_ENDINGS = (
    ("isation", 4), ("ification", 4), ("ation", 4), ("ition", 5), ("ateu", 4), ("age", 4), ("issement", 4),
    ("ement", 4), ("ment", 5), ("ag", 4), ("eu", 5), ("ir", 5), ("iss", 5),
)  # fmt: skip


def names_a_trade(sense: str) -> bool:
    """Whether a word of that sense may stand for a trade by itself: "cassé" can't, "vélo" can."""
    return not sense.endswith("!")


@lru_cache(maxsize=65536)
def concept(stemmed: str) -> str:
    """The sense of a stem, or the root it shares with its verb and its nouns: "élaguer", "élagage"."""
    if stemmed in SENSES:
        return SENSES[stemmed]
    for ending, least in _NOUN_ENDINGS:
        if stemmed.endswith(ending) and len(stemmed) >= least + len(ending):
            root = stemmed[: -len(ending)]
            return SENSES.get(root, root)
    return stemmed


def without_idioms(folded: str) -> str:
    """Folded words with "ne marche plus" and its like said as "panne", by as many words as they had."""
    return _NO_LONGER.sub(lambda match: " ".join(["panne"] + ["est"] * (len(match[0].split()) - 1)), folded)
