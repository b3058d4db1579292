"""Merchants' messages, and what a volunteer finds filled in from them. None of these people exists."""

from __future__ import annotations

from typing import Any, NamedTuple


class Merchant(NamedTuple):
    message: str
    said: dict[str, Any]  # the listing's fields that the message tells


MERCHANTS: dict[str, Merchant] = {
    "florist": Merchant(
        "Bonjour, je suis fleuriste boulevard Michelet, ma boutique c'est Les Fleurs de Lucie au 112. on "
        "livre dans tout le 8e et le 9e a partir de 25 euros. Ouvert du mardi au samedi de 9h a 19h et "
        "le dimanche matin 9h-12h30.\n"
        "Tel 04 91 22 33 44, mail : lucie@fleurs-lucie.example, www.fleurs-lucie.example et notre page "
        "facebook Les Fleurs de Lucie\n"
        "Merci beaucoup pour votre initiative !! Lucie",
        {
            "name": "Les Fleurs de Lucie",
            "category": "shop=florist",
            "address": "112 boulevard Michelet",
            "phone": "+33491223344",
            "email": "lucie@fleurs-lucie.example",
            "website": "https://www.fleurs-lucie.example",
            "opening_hours": "Tu-Sa 09:00-19:00; Su 09:00-12:30",
            "delivers": True,
        },
    ),
    "butcher": Merchant(
        "bonjour jai une boucherie halal au 45 avenue de mazargues la boucherie du rond point on est "
        "ouvert tous les jours sauf le lundi de 8h a 13h et de 16h a 19h30 mon numero 0491 55 66 77 ou "
        "mon portable 06.12.34.56.78 merci de nous mettre dans votre annuaire cordialement karim",
        {
            "name": "Boucherie du rond point",
            "category": "shop=butcher",
            "phone": "+33491556677",
            "opening_hours": "Tu-Su 08:00-13:00,16:00-19:30",
        },
    ),
    "plumber": Merchant(
        "Bonsoir\n"
        "Plombier chauffagiste depuis 22 ans, je me déplace sur les 8ème, 9ème et 10ème arrondissements. "
        "Dépannage fuite d'eau, chauffe eau, débouchage. Devis gratuit. Du lundi au vendredi de huit "
        "heures à dix-huit heures, urgence le week-end.\n"
        "Contact : 06 98 76 54 32 (Marc) plomberie.sud@exemple.fr\n"
        "Ets MARTIN Plomberie",
        {
            "name": "Ets MARTIN Plomberie",
            "category": "craft=plumber",
            "address": "",
            "phone": "+33698765432",
            "email": "plomberie.sud@exemple.fr",
            "opening_hours": "Mo-Fr 08:00-18:00",
            "comes_to_you": True,
        },
    ),
    "breakfasts": Merchant(
        "Coucou, je suis la gérante de So'Petit Déjeuner, je prépare et livre à domicile des petits "
        "déjeuners surprises et des brunchs pour les anniversaires, fêtes des mères etc. Commande 48h "
        "avant. Livraison 7j/7 de 7h30 à 12h. Site : sopetitdejeuner.example , Facebook : "
        "https://www.facebook.com/sopetitdejeuner Tél : +33 6 11 22 33 44",
        {
            "name": "So'Petit Déjeuner",
            "category": "craft=caterer",
            "phone": "+33611223344",
            "website": "https://sopetitdejeuner.example",
            "facebook": "https://www.facebook.com/sopetitdejeuner",
            "opening_hours": "Mo-Su 07:30-12:00",
            "delivers": True,
            "address": "",
        },
    ),
    "pizzeria": Merchant(
        'Salut l\'équipe, la pizzeria "Chez Gino" 23 bd de la Valbarelle... enfin à coté de saint loup, '
        "reste ouverte pour la vente à emporter et en livraison du mercredi au dimanche de 18h30 à 22h. "
        "Tel: 04.91.00.00.01. On est sur fb : @chezgino.marseille",
        {
            "name": "Chez Gino",
            "category": "cuisine=pizza",
            "phone": "+33491000001",
            "opening_hours": "We-Su 18:30-22:00",
            "facebook": "https://www.facebook.com/chezgino.marseille",
            "delivers": True,
        },
    ),
    "hairdresser": Merchant(
        "Bonjour, coiffeuse à domicile diplômée, je coiffe hommes femmes enfants chez vous dans le sud "
        "de Marseille. Sur rendez-vous uniquement, du lundi au samedi 9h-19h. Me contacter au 07 81 82 "
        "83 84 ou sandrine.coiff (at) exemple.com. Sandrine",
        {
            "name": "Coiffure, Sandrine",
            "category": "shop=hairdresser",
            "phone": "+33781828384",
            "email": "sandrine.coiff@exemple.com",
            "opening_hours": "Mo-Sa 09:00-19:00",
            "comes_to_you": True,
            "by_appointment": True,
            "address": "",
        },
    ),
    "restaurant": Merchant(
        "Notre restaurant Le Cabanon de Paulette (cuisine provençale, poisson) vous propose des plats à "
        "emporter.\n"
        "Adresse : 8 rue Émile Zola 13009 Marseille\n"
        "Horaires : Mardi, mercredi, jeudi : 11h30-14h30\n"
        "Vendredi et samedi : 11h30-14h30 / 19h-22h30\n"
        "Fermé dimanche et lundi\n"
        "Réservation 04 91 40 41 42\n"
        "contact@cabanon-paulette.example",
        {
            "name": "Le Cabanon de Paulette",
            "category": "amenity=restaurant",
            "address": "8 rue Émile Zola",
            "phone": "+33491404142",
            "email": "contact@cabanon-paulette.example",
            "opening_hours": "Tu-Th 11:30-14:30; Fr-Sa 11:30-14:30,19:00-22:30",
            "postcode": "13009",
        },
    ),
    "deli": Merchant(
        "Epicerie fine LE PANIER DE MAZARGUES\n"
        "Place de Mazargues 13009\n"
        "produits du terroir, paniers gourmands, vins de provence\n"
        "7h-20h non stop, 7 jours sur 7\n"
        "0491.76.54.32 / fax 0491.76.54.33\n"
        "lepanierdemazargues@exemple.fr",
        {
            "name": "LE PANIER DE MAZARGUES",
            "category": "shop=deli",
            "phone": "+33491765432",
            "email": "lepanierdemazargues@exemple.fr",
            "opening_hours": "Mo-Su 07:00-20:00",
        },
    ),
    "yoga": Merchant(
        "Hello, professeure de yoga je donne des cours en ligne et au parc Borély, adultes et enfants, "
        "tarif libre. Les cours: lundi et jeudi 18h30-20h, samedi 10h-11h30. Instagram @yogaavecnina, "
        "site https://yoga-nina.example/planning. Nina 06 55 44 33 22",
        {
            "name": "Yoga Nina",
            "category": "sport=yoga",
            "phone": "+33655443322",
            "website": "https://yoga-nina.example/planning",
            "opening_hours": "Mo,Th 18:30-20:00; Sa 10:00-11:30",
        },
    ),
    "garage": Merchant(
        "bonjour garage automobile du redon 15 bd du redon 13009 marseille toutes marques, revision, "
        "pneus, carrosserie ouvert du lundi au vendredi 8h a midi et 14h a 18h samedi sur rdv tel zero "
        "quatre 91 41 42 43 merci",
        {
            "name": "Garage automobile du redon",
            "category": "shop=car_repair",
            "address": "15 boulevard du Redon",
            "opening_hours": "Mo-Fr 08:00-12:00,14:00-18:00",
            "postcode": "13009",
            "by_appointment": True,
        },
    ),
    "computers": Merchant(
        "Bonjour Madame, bonjour Monsieur, j'ai vu votre reportage à la télé hier soir et j'ai trouvé ça "
        "formidable, bravo. Voilà, j'ai 58 ans et après 30 ans à la RTM j'ai créé ma petite entreprise "
        "qui s'appelle Allo Jean-Claude, je dépanne les ordinateurs, les tablettes, j'installe les box "
        "et j'aide les personnes agées à faire leurs papiers sur internet. Je viens chez les gens avec "
        "masque et gants. Je suis au 3 impasse des Lilas à Saint-Tronc mais je ne reçois pas. Mon "
        "téléphone c'est le 06 01 02 03 04, vous pouvez appeler de 9 heures à 20 heures sauf le "
        "dimanche. Mon adresse mail jeanclaude.depannage@exemple.fr. Je n'ai pas de site. Bien à vous, "
        "Jean-Claude Ferrero",
        {
            "name": "Allo Jean-Claude",
            "category": "shop=computer",
            "address": "3 impasse des Lilas",
            "phone": "+33601020304",
            "email": "jeanclaude.depannage@exemple.fr",
            "opening_hours": "Mo-Sa 09:00-20:00",
            "comes_to_you": True,
        },
    ),
    "fishmonger": Merchant(
        "Poissonnerie de la Pointe Rouge, vente directe du pêcheur chaque matin de 8h à 12h30 sauf "
        "lundi, port de la Pointe-Rouge. Livraison possible dans le 8e (minimum 30€). Commandes par sms "
        "au 06 77 88 99 00 la veille avant 18h. Page Facebook: facebook.com/poissonneriepointerouge",
        {
            "name": "Poissonnerie de la Pointe Rouge",
            "category": "shop=seafood",
            "phone": "+33677889900",
            "facebook": "https://facebook.com/poissonneriepointerouge",
            "opening_hours": "Tu-Su 08:00-12:30",
            "delivers": True,
        },
    ),
    "bookshop": Merchant(
        "Librairie papeterie Prado, 214 av du Prado, fermée au public mais on prépare vos commandes de "
        "livres (retrait à la porte de 10h à 13h du lundi au samedi). commande@librairieprado.example 04 "
        "91 77 66 55",
        {
            "name": "Librairie papeterie Prado",
            "category": "shop=books",
            "address": "214 avenue du Prado",
            "phone": "+33491776655",
            "email": "commande@librairieprado.example",
            "opening_hours": "Mo-Sa 10:00-13:00",
        },
    ),
    "dressmaker": Merchant(
        "bjr couturiere je fais des masques en tissu et retouches a mazargues rue émile zola sonnez chez "
        "benali, tous les apres midi 14h 18h sauf mercredi tel 0622334455",
        {
            "name": "Couture et retouches, rue Émile Zola",
            "category": "craft=dressmaker",
            "phone": "+33622334455",
            "opening_hours": "Mo-Tu,Th-Su 14:00-18:00",
        },
    ),
}

# Written after the reader was, to see how it does on words it was not made with.
NEWCOMERS: dict[str, Merchant] = {
    "dog_groomer": Merchant(
        "Bonsoir, je vous contacte de la part de ma voisine qui est dans le groupe. Nous sommes un petit "
        "salon de toilettage pour chiens et chats, Les Poils de Carotte, 27 rue Borde dans le 8eme. Nous "
        "sommes ouverts le mardi, jeudi et vendredi de 9h00 à 18h00 et le samedi jusqu'à 16h00. Tél. 04 "
        "91 81 82 83 ou lespoilsdecarotte@exemple.fr. Belle soirée, Magali et Stéphane",
        {
            "name": "Les Poils de Carotte",
            "category": "shop=pet_grooming",
            "address": "27 rue Borde",
            "phone": "+33491818283",
            "email": "lespoilsdecarotte@exemple.fr",
            "opening_hours": "Tu,Th-Fr 09:00-18:00; Sa 09:00-16:00",
        },
    ),
    "electrician": Merchant(
        "Électricien depuis 2009, SARL Elec Sud 13, dépannage, tableau électrique, mise aux normes, "
        "interphone. 7j/7 sur RDV. 0613 14 15 16. www.elecsud13.example",
        {
            "name": "SARL Elec Sud",
            "category": "craft=electrician",
            "phone": "+33613141516",
            "website": "https://www.elecsud13.example",
            "by_appointment": True,
            "opening_hours": "",
        },
    ),
    "greengrocer": Merchant(
        "PRIMEUR LES JARDINS DE SOPHIE\n"
        "Livraison de paniers de fruits et légumes bio\n"
        "50 avenue de Hambourg 13008 MARSEILLE\n"
        "Du lundi au samedi : 7h30 - 13h / 15h30 - 19h30\n"
        "Le dimanche : 8h - 13h\n"
        "Tel : 04-91-73-00-00\n"
        "FB : https://fr-fr.facebook.com/lesjardinsdesophie13/",
        {
            "name": "PRIMEUR LES JARDINS DE SOPHIE",
            "category": "shop=greengrocer",
            "address": "50 avenue de Hambourg",
            "phone": "+33491730000",
            "facebook": "https://fr-fr.facebook.com/lesjardinsdesophie13/",
            "opening_hours": "Mo-Sa 07:30-13:00,15:30-19:30; Su 08:00-13:00",
            "delivers": True,
            "postcode": "13008",
        },
    ),
    "home_cook": Merchant(
        "Bonjour à tous, moi c'est Fatou, je cuisine des plats africains (mafé, yassa, thiéboudienne) à "
        "emporter ou livrés à domicile le week-end uniquement. Commande avant le jeudi soir au "
        "07.52.53.54.55. A bientôt",
        {
            "name": "Traiteur et petits déjeuners, Fatou",
            "category": "craft=caterer",
            "phone": "+33752535455",
            "opening_hours": "",
            "delivers": True,
        },
    ),
    "physiotherapist": Merchant(
        "je suis kiné au 180 bd Michelet 13009, cabinet Dromel, prise de rdv sur doctolib ou 04 91 75 00 "
        "01, du lundi au vendredi 8h30-19h30, parking, accès handicapés",
        {
            "category": "healthcare=physiotherapist",
            "address": "180 boulevard Michelet",
            "phone": "+33491750001",
            "opening_hours": "Mo-Fr 08:30-19:30",
            "postcode": "13009",
            "name": "Cabinet Dromel",
        },
    ),
    "wine": Merchant(
        "Bonjour ! La cave « Le Bouchon du Prado » se réinvente : apéros à distance, coffrets de 3 vins "
        "nature livrés en trottinette. 04 91 22 00 22 / contact@lebouchonduprado.example / Insta : "
        "@lebouchonduprado. Ouverts tous les jours 10h-13h 16h-20h, dimanche 10h-13h. 391 avenue du "
        "Prado",
        {
            "name": "Le Bouchon du Prado",
            "category": "shop=wine",
            "address": "391 avenue du Prado",
            "phone": "+33491220022",
            "email": "contact@lebouchonduprado.example",
            "website": "",
            "opening_hours": "Mo-Sa 10:00-13:00,16:00-20:00; Su 10:00-13:00",
            "delivers": True,
        },
    ),
    "childminder": Merchant(
        "Bonjour je garde des enfants chez moi je suis assistante maternelle agréée à St Loup 2 places "
        "dispo en septembre 06 20 21 22 23 cordialement mme Aubert",
        {
            "name": "Garde d’enfants",
            "category": "childcare=childminder",
            "phone": "+33620212223",
            "opening_hours": "",
            "comes_to_you": False,
        },
    ),
    "locksmith": Merchant(
        "Serrurerie Prado-Perier, ouverture de porte 24h/24 7j/7, blindage, clés. 6 rue Jean Mermoz "
        "13008. 04 91 00 99 88 contact [at] serrurerie-perier.example",
        {
            "name": "Serrurerie Prado-Perier",
            "category": "craft=locksmith",
            "address": "6 rue Jean Mermoz",
            "phone": "+33491009988",
            "email": "contact@serrurerie-perier.example",
            "opening_hours": "24/7",
        },
    ),
}
