"""Facebook pages named in running text, as merchants do, and mentions that name none."""

from __future__ import annotations

import pytest

from mcs.lib.contacts import find_contacts

NAMED = [
    ("on est sur facebook c'est fleurs de mazargues", "fleurs de mazargues"),
    ("facebook Chez Nino pizza Mazargues", "Chez Nino pizza Mazargues"),
    ("page fb boulangerie du port", "boulangerie du port"),
    ("notre page facebook s'appelle Le Petit Monde", "Le Petit Monde"),
    ("retrouvez nous sur Facebook : La Cigale", "La Cigale"),
    ("Facebook: Au Bon Pain, tel 04 65 71 00 00", "Au Bon Pain"),
    ("rejoignez nous sur la page facebook du Cercle des Nageurs 13009, ouvert", "Cercle des Nageurs 13009"),
    ("notre facebook c'est le coin des chineurs et notre site", "le coin des chineurs"),
    ("insta lulu.cie et facebook Lulu et Cie", "Lulu et Cie"),
    ("sur facebook on s'appelle Garage du Rond-Point", "Garage du Rond-Point"),
    ("on est aussi sur fb (Garage du Rond-Point)", "Garage du Rond-Point"),
    ('sur fb cherchez "garage du rond point"', "garage du rond point"),
    ("Garage du Rond-Point est aussi sur Facebook", "Garage du Rond-Point"),
    ("facebook garage du rond point on répare tout", "garage du rond point"),
    ("FACEBOOK : GARAGE DU ROND POINT", "GARAGE DU ROND POINT"),
    ("facebook: Institut Zen Attitude - sur rdv", "Institut Zen Attitude"),
    ("je suis sur face book nom Nadia Coiffure", "Nadia Coiffure"),
    ("page facebook au nom de Nadia Coiffure Domicile", "Nadia Coiffure Domicile"),
    ("mon fb Sam le Bricoleur", "Sam le Bricoleur"),
    ("facebook > Sam Bricole", "Sam Bricole"),
    ("Facebook Sam Bricole / Insta sam.bricole", "Sam Bricole"),
    ("ma page fb c la table a nono mazargues voila", "la table a nono mazargues"),
    ("je mets les menus tous les matins sur notre facebook, la cantine de jo", "la cantine de jo"),
    ("Facebook : Tout Pour Bébé", "Tout Pour Bébé"),
    ("Facebook : Bonne Pioche 13", "Bonne Pioche 13"),
    ("facebook l'atelier d'emma", "l'atelier d'emma"),
    ("sur facebook l'Atelier d'Emma.", "l'Atelier d'Emma"),
    ("facebook \"L'Atelier d'Emma\"", "L'Atelier d'Emma"),
    ("la page s'appelle L'Atelier d'Emma sur facebook", "L'Atelier d'Emma"),
    ("Notre Facebook est : L'Atelier d'Emma", "L'Atelier d'Emma"),
    ("facebook : L'Atelier d'Emma Couture et retouches", "L'Atelier d'Emma Couture et retouches"),
    ("vous nous trouverez sur Facebook à Pharmacie du Redon", "Pharmacie du Redon"),
    ("likez la page Pharmacie du Redon sur Facebook !", "Pharmacie du Redon"),
    ("Facebook Pharmacie du Redon. Merci", "Pharmacie du Redon"),
    ("tel 0465710000 facebook pharmacie du redon horaires 9h 19h", "pharmacie du redon"),
    ("mon compte facebook : Pedro Silva Rénovation", "Pedro Silva Rénovation"),
    ("photos sur facebook : Pedro Silva Rénovation, devis gratuit", "Pedro Silva Rénovation"),
    ("on nous trouve sur facebook, page Les Halles de Sandrine", "Les Halles de Sandrine"),
    ("facebook Marie-Jo Fleurs et Déco", "Marie-Jo Fleurs et Déco"),
    ("cherchez pas on est que sur facebook : chez dédé le roi du pneu", "chez dédé le roi du pneu"),
    ("Sur FB tapez chez dede pneus", "chez dede pneus"),
    ("ma page : Les Bijoux d'Anouk (facebook)", "Les Bijoux d'Anouk"),
    ("on a un facebook, c'est « Les Bijoux d'Anouk »", "Les Bijoux d'Anouk"),
    ("le nom de notre page facebook est Les Bijoux d'Anouk.", "Les Bijoux d'Anouk"),
    ('page Facebook "les bijoux d anouk"', "les bijoux d anouk"),
    ("Facebook 👍 Les Bijoux d'Anouk", "Les Bijoux d'Anouk"),
    ("fb Les Bijoux d'Anouk 📞 0639980000", "Les Bijoux d'Anouk"),
    ("retrouvez-moi sur mon facebook perso Anouk Delorme", "Anouk Delorme"),
    ("fb: anouk-bijoux", "anouk-bijoux"),
    ("rejoins nous sur facebook!!! La Casa de Pepe!!!", "La Casa de Pepe"),
    ("fb la casa de pepe ouvert 7j7", "la casa de pepe"),
    ("sur facebook aussi (la casa de pepe)", "la casa de pepe"),
    ("Facebook La Casa de Pépé Mazargues, Instagram lacasadepepe", "La Casa de Pépé Mazargues"),
    ("pas de site mais une page facebook : Paulette Couture", "Paulette Couture"),
    ("pas de site, facebook Paulette Couture", "Paulette Couture"),
    ("Lien FB: Paulette Couture Mazargues 13009", "Paulette Couture Mazargues 13009"),
    ("facebook de la boutique : Paulette Couture", "Paulette Couture"),
    ("(fb Paulette Couture)", "Paulette Couture"),
    ("Paulette Couture a sa page facebook et son insta", "Paulette Couture"),
    ("Paulette Couture - FB - Insta", "Paulette Couture"),
    ("Paulette Couture existe aussi sur facebook", "Paulette Couture"),
    ("sur les réseaux (facebook, instagram) : Paulette Couture", "Paulette Couture"),
    ("ma page facebook porte le nom Paulette et ses Aiguilles", "Paulette et ses Aiguilles"),
    ("ma page c'est couture de paulette sur facebook livraison 3e", "couture de paulette"),
    ("par facebook messenger (Paulette Couture) ou au 06", "Paulette Couture"),
    ("Facebook : L'Instant Coiffure par Manon", "L'Instant Coiffure par Manon"),
    ("Notre page Facebook est à jour : Paulette Couture", "Paulette Couture"),
    ("Paulette Couture - Facebook - Instagram - Discord.", "Paulette Couture"),
    ("Page Facebook : voir Paulette Couture", "Paulette Couture"),
    ("j'ai facebook si besoin : Paulette Couture", "Paulette Couture"),
    ("sur Facebook, à Paulette & Fils - Couture.", "Paulette & Fils - Couture"),
    ("Paulette - Facebook : Paulette Couture - Retouches - 8 rue A", "Paulette Couture"),
    ("Paulette Couture (aussi sur Facebook), 12 rue A", "Paulette Couture"),
    ("Page facebook de la boutique Paulette Couture : tout y est", "Paulette Couture"),
    ("Nous sommes sur Facebook (page « Paulette Couture ») et Instagram", "Paulette Couture"),
    ("tapez couture de paulette dans facebook", "couture de paulette"),
    ("Paulette Couture, c'est aussi une page Facebook !", "Paulette Couture"),
    ("Paulette Couture est présente sur les réseaux : Facebook, Instagram", "Paulette Couture"),
    ("Facebook Paulette Couture 12 rue Paradis 13006", "Paulette Couture"),
    ("le facebook du magasin est Paulette Couture", "Paulette Couture"),
    ("page facebook s'appelle un brin de folie", "un brin de folie"),
    ("une page FB ? Paulette Couture. Merci", "Paulette Couture"),
    ("Facebook ? Oui, paulette couture", "paulette couture"),
    ("Paulette et Filles, sur Facebook aussi. Retouches", "Paulette et Filles"),
    ("paulette couture, sur facebook aussi, 12 rue A", "paulette couture"),
    ("Facebook : Couture Paulette depuis 1949. Tel", "Couture Paulette depuis 1949"),
    ("Facebook : Couture Paulette depuis 1949 je suis là", "Couture Paulette"),
    ("Son facebook c'est moi qui le gère : Paulette Couture", "Paulette Couture"),
    ("facebook : nina", "nina"),
    ("fb: nina, tel 0639980000", "nina"),
    ("ma page fb un brin de folie voila. La boutique : un brin de folie", "un brin de folie"),
]
HANDLES = [
    ("un magasin, ça s’appelle Vélo Bonneveine, fb velobonneveine merci", "velobonneveine"),
    ("fb : chez.lulu.marseille", "chez.lulu.marseille"),
    ("facebook @chezlulu", "chezlulu"),
    ("Facebook et Instagram @lulu_et_cie", "lulu_et_cie"),
    ("FB/insta : samlebricoleur", "samlebricoleur"),
    ("fb=sam_bricole", "sam_bricole"),
    ("facebook pharmacieduredon", "pharmacieduredon"),
    ("facebook: pharmacieduredon", "pharmacieduredon"),
    ("Facebook : @Pedro.Silva.Renov", "Pedro.Silva.Renov"),
    ("Facebook : bijoux_anouk13", "bijoux_anouk13"),
    ("facebook (paulette.couture)", "paulette.couture"),
    ("@paulette.couture (Instagram et Facebook)", "paulette.couture"),
    ("facebook.com / paulette13", "paulette13"),
    ("www.facebook . com/paulette13", "paulette13"),
    ("Instagram : paulette.couture, facebook : idem", "paulette.couture"),
    ("la page c'est facebook point com slash pizzavesuvio13", "pizzavesuvio13"),
    ("FB - Insta : @lulu_et_cie", "lulu_et_cie"),
]
NONE = [
    "Vélo Bonneveine, fb bonneveine merci",
    "vous pouvez voir mes créations sur facebook",
    "je poste tout sur Facebook, merci Sandrine",
    "suivez nos actualités sur facebook et instagram",
    "pas de facebook mais un site www.x.fr",
    "j'ai pas facebook",
    "je vous ai trouvé sur facebook. Merci",
    "la page facebook est gérée par ma fille",
    "nous avons une page Facebook (lien dans la signature)",
    "mettez la photo de ma page facebook svp",
    "le lien facebook je le retrouve pas",
    "Facebook ouvert tous les jours",
    "on a fait une page facebook hier",
    "contactez moi par facebook ou téléphone",
    "contact : facebook ou 06 39 98 00 00",
    "groupe facebook Marseille Connection Sud",
    "vu sur le facebook de Marseille Connection Sud",
    "je n'ai pas encore de page facebook pour Pharmacie du Redon",
    "Pour nous joindre facebook messenger",
    "📘 Les Bijoux d'Anouk",
    "nous publions nos menus du jour sur Facebook",
    "vous pouvez me contacter en mp facebook",
    "merci au groupe facebook du quartier",
    "page facebook en construction",
    "facebook bientôt",
    "Facebook : en cours",
    "Facebook : néant",
    "Facebook : non",
    "Facebook : aucun",
    "Facebook: /",
    "L'association a sa page facebook",
    "Ma page Facebook a le même nom que mon site",
    "Facebook Discord",
    "Facebook m'a bloqué mon compte",
    "j'ai lu votre post Facebook, je suis coiffeuse Paulette Couture",
    "Nous sommes présents sur Facebook et Instagram",
    "facebook.com/groups/paulette",
    "la boutique a une page facebook",
    "Karim a sa page facebook",
    "Facebook ? non",
    "Facebook ? pas encore",
    "on peut mettre ma page facebook ? Merci Paulette",
    "vous avez bien un groupe facebook ? Paulette Delorme",
    "12 rue Paradis, sur Facebook aussi",
    "Vous pouvez me joindre sur facebook aussi",
    "Facebook : actualités, promos",
    "facebook un truc que je comprends pas",
    "pas d'ordi pas de facebook rien, Paulette",
]


@pytest.mark.parametrize(("text", "name"), NAMED)
def test_page_named_in_running_text_is_told_by_its_whole_name(text: str, name: str) -> None:
    found = find_contacts(text)
    assert (found.facebook_name, found.facebook) == (name, "")


@pytest.mark.parametrize(("text", "handle"), HANDLES)
def test_end_of_a_page_address_is_told_as_the_address(text: str, handle: str) -> None:
    assert find_contacts(text).facebook.replace("www.", "") == f"https://facebook.com/{handle}"


@pytest.mark.parametrize("text", NONE)
def test_mention_of_facebook_that_names_no_page_tells_none(text: str) -> None:
    found = find_contacts(text)
    assert (found.facebook_name, found.facebook) == ("", "")


def test_a_message_of_nothing_but_mentions_is_read_at_once() -> None:
    assert find_contacts("fb " * 2_600).facebook == ""
    assert find_contacts("facebook c'est " * 530).facebook == ""
    assert find_contacts("sur facebook A " * 530).facebook == ""
    assert find_contacts("velo bonneveine, fb bonnevelo et " * 240).facebook == ""
