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
    asap bjr bonsoir cc coucou hello mercii mrc mci plz please salam salut slt svpl wesh yo frero frerot mec meuf
    reuf kelkun kelkn kelqun qqun qqn quelkun qq pr koi kel kelle ke ki kil jveu jveux jvoudrai jvoudrais jcherche jai
    jaimerai jaimerais jpeux jpeu jdois jsais jsai jconnais jaurai jaurais jsuis chui chuis
    avais avait avez auras aura aurait auriez aurons saurais saurait sauriez sais savez savoir peux peut peuvent puis
    puisse pourrai pourrais pourriez pourront voulais voulait voulons voulez veut veulent voudrez voudrions voudriez
    aimerait aimeriez desire desirons desirerais souhaitons souhaiterait souhaiterions cherchais cherchait cherchant
    rechercher connaitrait connaitrez connaissent connaissais connais connaitre recommandez recommander recommanderiez
    conseillez conseilleriez suggerez dites diriez dire indiquer indiquez renseigner renseignez renseignement
    renseignements aiderait aidera trouverai trouverais trouvera fera ferai ferait ferez feriez fasse faites combien
    coute coutent couterait coutera cout couts avis bref rapido vitement tantot bientot prochainement parfois souvent
    toujours assez plutot gentil gentille ponctuel ponctuelle fiable souci soucis habite habitons metro moins environ
    paire paires
    adorer ailleurs aimer arnaque arnaques arnaqueur arnaqueurs aupres ceux celles celui celle commencer comment
    content contente contents dessus economique economiques esperer finir heureux heureuse hier honnetes loin madame
    malgre mademoiselle maniere maximum milieu minimum monsieur moyen moyens nombre outre pareil pareille parmi penser
    preferer propre proposer puisque question questions raisonnable raisonnables recevoir repute reputee reputes sauf
    selon voila horaire horaires
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
    couper! couper coupe tailler taille elaguer elagage abattre abattage
    elagueur elagueur elagueuse
    enfant! enfant enfants gamin gamine gamins gosse gosses minot minots pitchoun pitchouns fils fille filles garcon
        petits loulou marmot marmots
    bebe! bebe bebes nourrisson nourrissons
    ancetre! grand-mere mamie papi papy pepe meme mere maman pere grands-parents parents vieux vieille agee agees age
        ages senior seniors aine ainee mamy grand-pere
    garder! garder garde garderie gardien gardienne gardiennage surveiller occuper
    peindre peindre repeindre peinture peintures peintre
    traduire traduire traduction traducteur traductrice
    vendre! vendre revendre vend vends vendez vendent vendu vendue vendus revend
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
    logement! logement appartement appart maison studio logements habitation habitations
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

# What people say of themselves before they ask, and of what is near: no trade, whatever its words mean elsewhere.
_CHATTER = re.compile(
    r"\b(?:(?:je|on|nous|j) (?:suis|sommes|est|viens|vient|venons|arrive|arrivons|ai|avons) |suis |viens d )"
    r"(?:(?:juste|tout|toute|tous|assez|encore|d|de) )*"
    r"(?:(?:nouveaux?|nouvelles?|arriver|arrivee?s?|emmenager|emmenagee?s?|installer|installee?s?|demenager)"
    r"(?: (?:habitant|habitante|voisin|voisine|venu|venue)s?)?)"
    r"(?: (?:dans|sur|a|au|ici|la|le|l|du|par|en|marseille|quartier|coin|ville|secteur|immeuble|residence))*\b"
    r"|\b(?:bonnes?|meilleures?) adresses? (?:pour|de|d|ou)\b"
    r"|\b(?:(?:pas|trop|tres|assez|le plus|plus) )*(?:loin|pres|proches?|a cote|autour|pas loin)"
    r" (?:de|d) (?:chez (?:moi|nous)|la maison|ici|mon (?:domicile|immeuble|boulot|travail))\b"
    r"|\b(?:pas|trop|tres|assez) (?:trop |si )?(?:loin|eloignee?s?)\b"
    r"|\b(?:je )?me permets?(?: de)?"
    r"(?: (?:vous|te|m|ecrire|contacter|adresser|demander|solliciter|a|poser|question))*\b"
    r"|\bmerci (?:d avance|par avance|beaucoup|bien|a tous|a vous|(?:de|pour) (?:vos?|votre|ton|tes|l|les|la) \w+)"
    r"|\bnumeros? (?:de |du )?(?:tel|telephone|portable)\b"
    r"|\bdu tout\b|\bje (?:ne )?(?:re)?trouve (?:plus|pas)\b|\bhors de prix\b"
    r"|\b(?:qui |vous |et )?(?:prend|prends|prennent|prenez|accepte|acceptent|acceptez|paiement|payer)"
    r"(?: (?:la|les|le|l|en|par|avec|une|de))*"
    r" (?:cartes?(?: (?:bleue|bancaire|vitale)s?)?|cb|cheques?|especes|liquide"
    r"|tickets?(?: (?:restos?|restaurants?))?)\b"
    r"|(?<!\bprof )(?<!\bprofesseur )\bqui parl(?:e|ent)(?: (?:l|le|un|peu|bien|aussi|couramment))* \w+\b"
)
_ASKS = re.compile(
    r"\b(?:(?:re)?cherch(?:e|ons|ais|ions|ent)|voudr(?:ais|ions|ait)|aimer(?:ais|ions|ait)|souhait(?:e|ons|erais|erions)"
    r"|besoin|il (?:me|nous|lui) (?:faut|faudrait)|connai(?:ssez|t|trait)|connaitri(?:ez)|auriez vous|avez vous)\b"
)

_MY_PHONE = re.compile(r"\b(mon|ton|son|ma|mes|un|le) tels?\b")
_LAPTOP = re.compile(r"\b(?:pc|ordi|ordinateur)s? portables?\b")


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

# Verbs with forms and nouns that no ending tells: "vend" and "vente" are said of what is to be sold.
_FORMS = """
    creer cree crees creent creation
    jeter jette jettent jete
    envoyer envoie envoient envoi
    refaire refait refaites refection
    traduire traduit traduisez
    remplir remplit remplissez rempli
    ouvrir ouvre ouvrent ouverture
    retirer retrait
    agrandir agrandit
    raccourcir raccourcit
    repeindre repeint repeignez
    peindre peint
    reviser revision
    tondre tond tondez tonte
    livrer livraison
    deposer depot
    debarrasser debarras
    renouveler renouvelle renouvellement
    construire construit construisez construction
    adopter adoption
    fixer fixation
    relier reliure
    assurer assurance
    promener promene promenade
    graver gravure
    rediger redaction
    relire relecture
    corriger correction
    souder soudure
    coudre coud couture
    recoudre recoud recousez
    plastifier plastifie plastification
    inscrire inscrit inscription
    demolir demolit
    fabriquer fabrication
    photocopier photocopie
    domicilier domiciliation
    resilier resilie resiliation
    licencier licencie licenciement
    expulser expulsion
    crepir crepi
    enduire enduit
    prendre prend prends prenez
    vider vide vidage
    donner don
    cuire cuit cuisson
    verser versement
    louer louez louent
    apprendre apprend apprends apprenez
"""

# (ending, letters that must stand before it): verbs and their nouns come to one root.
_NOUN_ENDINGS = (
    ("sation", 5), ("ification", 4), ("ation", 4), ("ition", 5), ("ateu", 4), ("age", 4), ("issement", 4),
    ("ement", 4), ("ment", 5), ("ag", 4), ("eu", 5), ("ir", 5), ("iss", 5),
)  # fmt: skip


def names_a_trade(sense: str) -> bool:
    """Whether a word of that sense may stand for a trade by itself: "cassé" can't, "vélo" can."""
    return not sense.endswith("!")


SHORTEST_FORM = 5  # letters of a verb said to you, or of the shortest infinitive
_NO_VERBS = frozenset({"after", "garer", "poker"})  # no poke, no gare


@lru_cache(maxsize=65536)
def concept(stemmed: str) -> str:
    """The sense of a stem, or the root it shares with its verb and its nouns: "élaguer", "élagage", "élaguez"."""
    if stemmed in SENSES:
        return SENSES[stemmed]
    if stemmed.endswith("ez") and len(stemmed) >= SHORTEST_FORM:
        return concept(stem(f"{stemmed[:-2]}er"))
    if stemmed.endswith("er") and len(stemmed) == SHORTEST_FORM and stemmed not in _NO_VERBS:
        stemmed = stemmed[:-1]  # "fêter" and "fête", too short for stems to be one
    for ending, least in _NOUN_ENDINGS:
        if stemmed.endswith(ending) and len(stemmed) >= least + len(ending):
            root = stem(stemmed[: -len(ending)])
            return SENSES.get(root, root)
    return stemmed


def _forms() -> dict[str, str]:
    lines = [line.split() for line in _FORMS.splitlines() if line.strip()]
    return {stem(form): concept(stem(verb)) for verb, *forms in lines for form in forms}


SENSES |= {form: sense for form, sense in _forms().items() if form not in SENSES}


def chatter(folded: str) -> list[tuple[int, int]]:
    """Where a line of folded words says only who asks, or that it be near: "je viens d'emménager ici, …"."""
    return [match.span() for match in _CHATTER.finditer(folded)]


def asks_from(folded: str) -> list[int]:
    """Where, in a line of folded words, what is asked for may begin: after each "je cherche", the last first."""
    return [match.end() for match in _ASKS.finditer(folded)][::-1]


def without_idioms(folded: str) -> str:
    """Folded words with "ne marche plus" and its like said as "panne", by as many words as they had.

    A "pc portable" is no telephone, "mon tel" is one.
    """
    folded = _MY_PHONE.sub(r"\1 telephone", _LAPTOP.sub("ordinateur est", folded))
    return _NO_LONGER.sub(lambda match: " ".join(["panne"] + ["est"] * (len(match[0].split()) - 1)), folded)
