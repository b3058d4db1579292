"""Words by which a merchant's message is read: trades and shops, particles of names, what is never a name."""

from __future__ import annotations


def _set(said: str) -> frozenset[str]:
    return frozenset(said.split())


PARTICLE = r"(?:d[ue]s?|d[’']|de l[’']|de la|l[’']|l[ae]s?|et (?:ses|sa|son|mes)|et|&|à|a|aux?|en|chez|by)"
_WORD = r"(?:[A-ZÀ-Ý](?:[\w’'&-]|\.(?=\w)){0,40}|\d{1,4}(?=[ ][A-ZÀ-Ý]))"
# "Les Fleurs de Lucie", "So'Petit Déjeuner": words with capitals, and small ones between them.
PROPER = (
    rf"(?:(?:{PARTICLE}\s?)?(?:[A-ZÀ-Ý]|[a-z](?=[A-Z]))[\w’'&+-]{{0,40}}(?:[ ]{{1,2}}"
    rf"(?:(?:{PARTICLE})[ ]?){{0,3}}(?:{_WORD}|&(?=[ ]?[A-ZÀ-Ý]))){{0,7}}"
    r"(?:[ ]13(?!\d|,? ?(?:rue|av|bd|bou|pl|ch|tra|all|imp|bis|[\d€]|e\b|i?[eè]me)))?)"
)
TRADE = (
    r"(?:boutique|magasin|commerce|entreprise|soci[ée]t[ée]|snack|bar|restaurant|resto|camion|stand|[ée]choppe"
    r"|association|asso|cabinet|institut|salon|atelier|boite|enseigne|marque|agence|studio|activit[ée]|[ée]cole|club)"
)
SHOP = (
    "[a-zà-ÿ]{3,14}erie|boulangerie|boucherie|charcuterie|poissonnerie|p[âa]tisserie|fromagerie|cr[ée]merie"
    "|sup[ée]rette|p[ée]pini[èe]re(?: horticole)?|spa|hammam"
    "|[ée]picerie(?: fine)?|primeurs?"
    "|pizz[ée]ria|restaurant|resto|bistrot?|brasserie|caf[ée]|salon(?: de coiffure| de th[ée])?|institut|garage|atelier"
    "|pharmacie|librairie|fleuriste|traiteur|cave(?: [àa] vins?)?|maison|auto-?[ée]cole|pressing|plomberie|menuiserie"
    "|cabinet(?: infirmier| dentaire| d[’']ost[ée]opathie| v[ée]t[ée]rinaire)?"
    "|cabinet d(?:e |[’'])[\\w-]+(?: et d(?:e |[’'])[\\w-]+)?"
    "|serrurerie|[ée]lectricit[ée]|[ée]b[ée]nisterie|cordonnerie|boutique|ferme|studio|agence|cr[èe]che|entreprise|ets"
    "|[ée]tablissements?|(?:ludo|m[ée]dia|biblio)th[èe]que"
    "|sarl|eurl|sas|soci[ée]t[ée]|quincaillerie(?: droguerie)?|droguerie|jardinerie|bijouterie"
    "|parfumerie|laverie|cr[êe]perie|animalerie|glacier|snack|association|asso|presse|bar|kiosque|food ?truck|camion"
    "|[ée]cole(?: de (?:danse|musique|surf|voile))?|tabac(?: presse)?|papeterie|mercerie|torr[ée]faction|chocolaterie"
    "|confiserie|biscuiterie|pub|refuge|salle de sport|barber ?shop|(?:[a-zà-ÿ]{3,12}[ -])?club|taxis?|opticien|optique"
    "|toilettage|cours|coop[ée]rative|ressourcerie|recyclerie|domaine|garderie|centre(?: de \\w+)?|compagnie"
    "|th[ée][âa]tre|r[ôo]tisserie|sandwicherie|herboristerie|h[ôo]tel|vid[ée]oth[èe]que|carrosserie|peinture"
    "|alimentation(?: g[ée]n[ée]rale)?|chorale|fanfare|troupe|orchestre|amap"
    "|paroisse|[ée]glise|mosqu[ée]e|ehpad|r[ée]sidence(?: seniors| services)?|collectif|comit[ée]|amicale|villa|g[îi]te"
    "|auberge|bastide|camping|cin[ée]ma|mus[ée]e|galerie|coll[èe]ge|lyc[ée]e|mutuelle|[ée]tude|scp|selarl|onglerie"
    "|d[ée]m[ée]nagements?|micro-?cr[èe]che|ambulances?|clinique|laboratoire|cantine|caviste|brocante|friperie"
)
ROLES = (
    r"g[ée]rante?|patronn?e?|responsable|pr[ée]sidente?|propri[ée]taire|cr[ée]at(?:eur|rice)|fondat(?:eur|rice)"
    r"|secr[ée]taire|directeur|directrice|[ée]quipe|team|tr[ée]sori[èe]re?"
)
STREET = (
    r"(?i:rue|avenue|av|bd|boulevard|bld|place|chemin|impasse|traverse|all[ée]e|cours|quai|square|mont[ée]e|route"
    r"|promenade|esplanade|corniche|rond-point|passage|parvis)\b"
)
# Small words within a name said without capitals, and words at which such a name is over.
KEPT_SMALL = _set("le la les de du des d l chez et au aux mon ma mes en o by")
ENDS_NAME = _set("""
    dans depuis ouvert ouverte ouverts ouvre ouvrons situe situee pour je on nous jai qui fais vends vend marseille
    c propose tel livre livraison installe installee tous toute toutes avec jsuis insta facebook fb
    lundi mardi mercredi jeudi vendredi samedi dimanche tout
    demenage recrute cherche change revient arrive
    merci voila non bonne bonjour cordialement mail site rdv adresse horaires
""")
MONTHS = _set("janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre")
# A name hardly begins so.
NO_BEGINNING = MONTHS - {"mai"} | _set("""
    lundi mardi mercredi jeudi vendredi samedi dimanche
    bonjour bonsoir merci cordialement salut hello coucou bien belle bonne madame monsieur tel telephone mail site
    contact horaires adresse facebook instagram insta je j nous on ouvert fb c mon ma notre vous votre il elle
    ici moi voila suite svp salam
    maintenant bienvenue yo hey bsr bjr slt sms ouverture fermeture livraison retrouvez suivez devis prix tarifs objet
    page retraite retraitee ancien ancienne diplome diplomee installe installee inscrit inscrite agree agreee jeune
    objet transfere inscription inscriptions premier premiere renseignements
""")
# But where it is said to be the name, it may begin so: "Devis Clair", "Page Blanche".
MAY_BEGIN = _set(
    "madame monsieur devis prix page site contact livraison ouverture belle bonne bien mon ma notre tarifs mail"
    " ancien ancienne jeune premier premiere"
)
# Capitals that label something else: "TEL", "RDV".
LABELS = _set("""
    lundi mardi mercredi jeudi vendredi samedi dimanche
    tel telephone fax siret siren sms rdv covid tva urgent ht ttc svp bonjour bonsoir merci ouvert site mail je j
    nous on vous sur pour avec livraison devis suis
""")
# Papers and bodies, written in capitals: "BAFA et PSC1", "payée en CESU".
PAPERS = _set("""
    cesu bafa psc1 rncp caf cpam urssaf siret siren cap bts dpe rge qualibat apa pch vsl ape kbis ce2 fdj pmu
    adeli rpps orias rcs naf tva iban caces ssiap crpcen
""")
# Before the @ of anybody's address.
MAILBOXES = _set("""
    contact accueil info infos hello bonjour salut direction agence magasin boutique resa reservation reservations
    commande commandes secretariat cabinet atelier bureau coucou ciao message mail
    inscription inscriptions devis rdv renseignements commercial sav
""")
PLACES = _set("""
    marseille mazargues bonneveine sainte saint anne france provence paca prado castellane rouet italie corse aubagne
    plage sormiou pointe rouge borely perier dromel loup giniez luminy capelette redon panouse cabot marguerite tronc
    estaque noailles belsunce joliette arenc blancarde chartreux camas vauban endoume pharo roucas bompard malmousque
    menpenti valentine valbarelle barasse camoins treille eoures accates caillols montolivet lucs malpasse arnavaux
    aygalades cabucelle viste canet allauch cassis carnoux gemenos ciotat vitrolles
    montredon goudes timone calanques calanque collines sud nord est ouest littoral plages mer port
""")
# How trades and shops end, and what ends so and is none.
TRADE_ENDS = tuple(
    _set("""
    airie ier iere eur euse rice iste ien ienne logue graphe pathe peute erie tecte anger angere cher chere mager magere
    loger logere
""")
)
TRADE_NOUNS = _set("""
    institut garage pressing snack pharmacie notaire avocat avocate macon maconne medecin musee creche
    store veterinaire veterinaires vtc kine osteo taxi hotel torrefaction resto
""")
NO_TRADE_NOUNS = _set("""
    createur createurs creatrice creatrices organisateur organisatrice souliers
    thieboudienne chien chiens chienne entretien entretiens soutien italien italienne italiens algerien tunisien
    biere bieres priere poussiere ponceuse ponceuses cafetiere theiere derriere frontiere carriere maniere
    reparateur reparateurs reparatrice vendeur vendeuse marchand marchande fabricant fabricante facteur facteurs
    docteur douceur douceurs couleur couleurs fleur fleurs saveur saveurs coeur valeur valeurs meilleur exterieur
    interieur premier premiere particulier particuliers particuliere quartier papier papiers dernier derniere janvier
    panier paniers atelier ateliers chantier chantiers metier metiers entier entiere serie heure heures plusieurs
    matiere matieres lumiere riviere croisiere croisieres manger changer danger cher chere vapeur moteur odeur liste
    piste visite escalier escaliers
    olivier oliviers laurier lauriers amandier amandiers cerisier cerisiers figuier figuiers palmier palmiers rosier
    rosiers murier muriers peuplier peupliers citronnier citronniers oranger orangers poirier poiriers pommier pommiers
    noisetier chataignier marronnier marronniers abricotier abricotiers micocoulier grenadier grenadiers prunier vivier
    sablier collier colliers gravier gibier courrier courriers fichier dossier dossiers acier chevalier cavalier
    cavaliers xavier didier gauthier
""")
