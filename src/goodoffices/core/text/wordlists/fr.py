"""The French words that a fingerprint is read aloud in, numbered from 0 to 1,023."""

WORDS = """
fenêtre tapis plafond cheminée cuisine balcon placard matelas oreiller tiroir lanterne bougie
vestibule escalier baignoire robinet serviette éponge balai bassine canapé fauteuil tabouret
coussin vase lampe radiateur bouilloire théière soucoupe cuillère fourchette nappe bouteille
gobelet plateau saladier bocal passoire râpe louche batteur tablier recette garage terrasse
perron volet charnière serrure carrelage brique plâtre armoire hamac couette courtepointe lavabo
savon brosse peigne parfum lessive repassage pince parapluie valise malle courrier enveloppe
calendrier téléphone radio caméra batterie ampoule ventilateur ascenseur jardin pelouse fontaine
serre hangar portail havre grappin phare matelot traversier canoë gouvernail boussole lagune
corail galet algue jetée cargaison péniche voilier remorqueur crevette homard crabe calmar
poulpe dauphin saumon sardine thon hareng étoile méduse tortue pélican pingouin albatros héron
horizon voyage passager bagage cabine hublot sifflet dune estuaire delta cascade forêt désert
oasis canyon volcan glacier marécage étang source verger vigne pâturage village boulevard
passerelle gare musée théâtre boulangerie pharmacie hôpital école université stade usine atelier
entrepôt restaurant cinéma zèbre moulin nuage soleil brise neige givre aurore crépuscule planète
galaxie hiver soirée midi siècle minute seconde baromètre bruine flaque chaleur fraîcheur tulipe
marguerite lavande jasmin violette œillet jonquille lilas pissenlit trèfle fougère lierre bambou
palmier érable bouleau cyprès sapin acacia magnolia mûrier orme rameau bourgeon pétale épine
bouquet pollen abricot banane citron mangue orange papaye ananas prune myrtille coing figue
olive amande noisette pistache châtaigne cacahuète tomate patate oignon citrouille courgette
aubergine épinard chou brocoli céleri betterave artichaut asperge poivron lentille haricot gombo
persil coriandre menthe basilic romarin sauge origan gingembre safran cumin curcuma cardamome
anis vanille moutarde sésame avoine maïs riz épi beurre yaourt crème miel sucre sel chocolat
cacao biscuit gaufre gâteau caramel spaghetti pizza saucisse salade sandwich miette jus limonade
café déjeuner dîner banquet menu serveur appétit saveur écureuil hérisson renard blaireau girafe
léopard lion tigre kangourou koala panda crocodile lézard caméléon grenouille têtard escargot
chenille libellule coccinelle scarabée grillon moineau hirondelle rossignol merle perroquet
autruche cigogne canard caille pivert coucou serin antilope hamster plume ruche chemise pantalon
veste écharpe gant béret chaussette fermeture poche ruban dentelle velours jean pyjama
imperméable bague bracelet collier broche bijou diamant émeraude rubis saphir ambre turquoise
cristal sacoche portefeuille lunettes mouchoir aiguille ciseaux tricot broderie tissu couture
patron tournevis tenaille scie burin bêche binette brouette charrue arrosoir tuyau enclume
soufflet règle mesure moteur pompe entonnoir corde aimant colle vernis peinture colonne ciment
sable marbre granite silex verrerie bronze cuivre argent nickel aluminium oxygène hélium essence
carton plastique céramique porcelaine poterie résine bulle rouille fermier forgeron plombier
électricien tisserand bijoutier horloger cordonnier coiffeur épicier fleuriste meunier pilote
mécanicien ingénieur médecin infirmier dentiste instituteur élève professeur journaliste
traducteur comptable banquier marchand secrétaire photographe acteur danseur musicien clown
jongleur athlète cycliste astronome chimiste inventeur explorateur apprenti musique piano
guitare flûte clarinette saxophone trombone harpe accordéon harmonica tambour violoncelle orgue
chanson rythme chorale orchestre concert opéra berceuse poème roman légende marionnette cirque
manège vacances anniversaire cadeau portrait tableau mosaïque crayon stylo gomme cahier
dictionnaire alphabet index leçon devoir examen grammaire orthographe virgule exemple ardoise
atlas journal affiche billet laboratoire microscope télescope calculatrice ordinateur écran
imprimante géométrie histoire géographie physique biologie philosophie expérience cercle
triangle rectangle pyramide cylindre spirale courbe ovale centre surface altitude volume balance
kilogramme kilomètre mètre degré pourcent sept vingt trente cinquante douzaine double numéro
rouge jaune blanc gris cramoisi doré automobile taxi camion tracteur planeur traîneau ski patin
panneau frein pneu touriste souvenir aventure tennis hockey golf gymnastique marathon natation
aviron médaille échecs domino toboggan bascule famille bébé enfant ami sourire rire bienvenue
promesse mémoire idée sagesse patience courage gentillesse joie silence simple ancien léger rond
carré frais tiède propre rapide poli heureux chanceux prudent célèbre utile parfait ordinaire
spécial acrobate album ruelle antenne arcade archives asphalte avocatier cornemuse bandage
tonneau mixeur chaudière signet pavillon camomille chandelier catalogue liste glaise nettoyage
clinique vestiaire littoral conteneur cuisinière divan comptoir pastel couvert détergent plat
porte entrée expresso filtre plancher jardinière congélateur fruit meuble guide mastic gymnase
écouteur henné hibiscus auberge humour encrier insecte facture genévrier jungle ketchup kiosque
kiwi étiquette labyrinthe lotus macaroni mandarine manuel fabricant margarine médicament
marchandise message microphone modèle moustique nature nectar nectarine crèche nylon océan
orbite origami ornement paquet palette parc pâtisserie pétunia cirage poudre programme projet
remède rhubarbe énigme rodéo sauna savant manuscrit plage shampooing navire enseigne signal
sommeil luge épicéa agrafeuse amidon ragoût stockage fraisier studio banlieue daim clémentine
télévision textile thème horaire turbine légume véranda vermicelle vidéo villa vitamine
vocabulaire bénévole évier noria weekend levure bibliothèque librairie mûre sabot papier cithare
couscous gardénia camélia nénuphar laurier tilleul ébène camphre huppe étourneau triton anchois
thermos cocotte observatoire institut dispensaire météorite historien conteur styliste plongeur
rapporteur encyclopédie amitié collaboration étonnement talent milliard transformateur archipel
paquebot arbuste goyave cajou cocon tresse télégramme publicité émission feuilleton opérette
symphonie arabesque réglisse championnat escalade surprise bistrot relieur accueil hospitalité
baume torchon ravioli lasagne tiramisu mayonnaise guitariste algorithme percussion parasol
taboulé ferme exercice début optimisme imagination invention attention lecture lynx gecko iguane
nageoire toucan marmotte bison alpaga bowling billard karting yoga aérobic surf glisse
trampoline rideau couverture sonnette grenier fourneau tasse berceau voisin sentier péninsule
huître loutre truite hélice falaise prairie colline caverne sillon avenue trottoir aéroport
comète éclipse automne saison thermomètre orchidée cactus peuplier eucalyptus champignon cerise
melon framboise laitue chiche cannelle muscade vinaigre fromage omelette sirop goûter soif
chameau éléphant luciole bourdon perdrix colibri buffle souris robe moufle casquette sandale
bouton manche cravate chandail costume cartable montre châle marteau clé échelle pelle pinceau
engrenage essieu machine gravier calcaire bois menuisier boucher architecte apothicaire
archiviste nageur astronaute violon trompette xylophone mélodie écho proverbe festival statue
croquis lettre chapitre revue diplôme clavier algèbre cube sphère angle distance douze zéro
triple pourpre noir écarlate indigo couleur bicyclette moto autobus remorque caravane carrosse
wagon quai satellite giratoire autoroute kilométrage volant trajet randonnée football basket
volley badminton plongée trophée équipe balançoire quille toupie préau maman oncle jumeau
curiosité murmure moderne glacé amphore aquarium sac jumelles brochure bulletin cantine chiffon
égouttoir comédie campagne coupon concombre coupole journée décor énergie dossier galerie
guirlande graine moisson noisetier puzzle timbale paysage locomotive lupin bouillie papyrus
parcelle cornichon image pigeon assiette présent primevère récompense écolier calorifère reçu
refrain réservoir robot rosier rangée besace senteur science sculpteur terreau
"""
