"""The English words that a fingerprint is read aloud in, numbered from 0 to 1,023."""

WORDS = """
window carpet ceiling chimney kitchen balcony cupboard mattress pillow drawer lantern candle
hallway staircase bathtub faucet towel sponge broom bucket sofa armchair stool cushion vase lamp
heater kettle teapot saucer spoon fork tablecloth bottle goblet tray bowl jar sieve grater ladle
whisk apron recipe garage terrace doorstep shutter hinge keyhole tile brick plaster wardrobe
hammock duvet quilt bathroom soap toothbrush comb perfume laundry iron clothespin umbrella
suitcase trunk letterbox envelope calendar telephone radio camera battery bulb fan elevator
garden lawn fountain greenhouse shed gate harbour anchor lighthouse sailor ferry canoe rudder
compass lagoon coral pebble seaweed jetty cargo barge yacht tugboat shrimp lobster crab squid
octopus dolphin salmon sardine tuna herring starfish jellyfish turtle pelican penguin albatross
heron horizon voyage passenger luggage cabin porthole whistle sandbar estuary delta waterfall
forest desert oasis canyon volcano glacier swamp pond spring orchard vineyard pasture village
street bridge station museum theatre bakery pharmacy hospital school university stadium factory
workshop warehouse restaurant cinema zebra windmill cloud sunshine breeze snow frost sunrise
sunset planet galaxy winter evening noon century minute second barometer drizzle puddle heat
cool tulip daisy lavender jasmine violet carnation daffodil lilac dandelion clover fern ivy
bamboo palm maple birch cypress pine acacia magnolia mulberry elm branch blossom petal thorn
bouquet pollen apricot banana lemon mango orange papaya pineapple plum blueberry quince fig
olive almond hazelnut pistachio chestnut peanut tomato potato onion pumpkin zucchini aubergine
spinach cabbage broccoli celery beetroot artichoke asparagus pepper lentil bean okra parsley
coriander mint basil rosemary sage oregano ginger saffron cumin turmeric cardamom aniseed
vanilla mustard sesame oat maize rice corn butter yoghurt cream honey sugar salt chocolate cocoa
biscuit waffle cake caramel spaghetti pizza sausage salad sandwich crumb juice lemonade coffee
breakfast dinner banquet menu waiter appetite flavour squirrel hedgehog fox badger giraffe
leopard lion tiger kangaroo koala panda crocodile lizard chameleon frog tadpole snail
caterpillar dragonfly ladybird beetle cricket sparrow swallow nightingale blackbird parrot
ostrich stork duck quail woodpecker cuckoo canary antelope hamster feather beehive shirt
trousers jacket scarf glove beret sock zipper pocket ribbon lace velvet denim pyjama raincoat
ring bracelet necklace brooch jewel diamond emerald ruby sapphire amber turquoise crystal
handbag wallet spectacles handkerchief needle scissors knitting embroidery fabric stitch pattern
screwdriver pliers saw chisel spade hoe wheelbarrow plough watering hosepipe anvil bellows ruler
measure motor pump funnel rope magnet glue varnish paint pillar cement sand marble granite flint
glassware bronze copper silver nickel aluminium oxygen helium petrol cardboard plastic ceramic
porcelain pottery resin bubble rust farmer blacksmith plumber electrician weaver jeweller
watchmaker cobbler barber grocer florist miller pilot mechanic engineer doctor nurse dentist
teacher student professor journalist translator accountant banker merchant secretary
photographer actor dancer musician clown juggler athlete cyclist astronomer chemist inventor
explorer apprentice music piano guitar flute clarinet saxophone trombone harp accordion
harmonica drum cello organ song rhythm chorus orchestra concert opera lullaby poem novel legend
puppet circus carousel holiday birthday gift portrait painting mosaic pencil pen eraser notebook
dictionary alphabet index lesson homework exam grammar spelling comma example blackboard atlas
newspaper poster ticket laboratory microscope telescope calculator computer screen printer
geometry history geography physics biology philosophy experiment circle triangle rectangle
pyramid cylinder spiral curve oval centre surface altitude volume balance kilogram kilometre
metre degree percent seven twenty thirty fifty dozen double number red yellow white grey crimson
golden automobile taxi lorry tractor glider sledge ski skate signpost brake tyre tourist
souvenir adventure tennis hockey golf gymnastics marathon swimming rowing medal chess domino
slide seesaw family baby child friend smile laughter welcome promise memory idea wisdom patience
courage kindness joy silence simple ancient light round square fresh warm clean quick polite
happy lucky careful famous useful perfect ordinary special acrobat album alley antenna arcade
archive asphalt avocado bagpipe bandage barrel blender boiler bookmark bungalow camomile
candlestick catalogue checklist clay cleaner clinic cloakroom coast container cooker couch
counter crayon cutlery detergent dish door entrance espresso filter floor flowerpot freezer
fruit furniture guide gum gymnasium headphones henna hibiscus hostel humour inkwell insect
invoice juniper jungle ketchup kiosk kiwi label labyrinth lotus macaroni mandarin manual
manufacturer margarine medicine merchandise message microphone model mosquito nature nectar
nectarine nursery nylon ocean orbit origami ornament package palette park pastry petunia polish
powder program project remedy rhubarb riddle rodeo sauna scholar script seaside shampoo ship
sign signal sleep sleigh spruce stapler starch stew storage strawberry studio suburb suede
tangerine television textile theme timetable turbine vegetable veranda vermicelli video villa
vitamin vocabulary volunteer washbasin watermill weekend yeast library bookshop blackberry hoof
wallpaper zither couscous gardenia camellia waterlily oleander linden ebony camphor hoopoe
starling newt anchovy thermos casserole observatory institute dispensary meteorite historian
storyteller designer diver protractor encyclopedia friendship teamwork astonishment talent
billion transformer archipelago steamship shrub guava cashew cocoon braid telegram advertisement
broadcast serial operetta symphony arabesque licorice championship climbing surprise coffeehouse
bookbinder reception hospitality balsam napkin ravioli lasagna tiramisu mayonnaise guitarist
algorithm percussion parasol tabbouleh farmhouse exercise beginning optimism imagination
invention attention reading lynx gecko iguana flipper toucan marmot bison alpaca bowling
billiards karting yoga aerobics surfing waterskiing trampoline curtain blanket doorbell attic
oven mug cradle neighbour pathway peninsula oyster otter trout propeller cliff meadow hill
cavern furrow avenue pavement airport comet eclipse autumn season thermometer orchid cactus
poplar eucalyptus mushroom cherry melon raspberry lettuce chickpea cinnamon nutmeg vinegar
cheese omelette syrup snack thirst camel elephant firefly bumblebee partridge hummingbird
buffalo mouse dress mitten cap sandal button sleeve necktie pullover costume backpack wristwatch
shawl hammer wrench ladder shovel paintbrush gear axle engine gravel limestone wood carpenter
butcher architect pharmacist librarian swimmer astronaut violin trumpet xylophone melody echo
proverb festival statue sketch letter chapter magazine diploma keyboard algebra cube sphere
angle distance twelve zero triple purple black scarlet indigo colour bicycle motorcycle bus
trailer caravan carriage wagon platform satellite roundabout motorway mileage steering journey
expedition football basketball volleyball badminton diving trophy team swing skittle spinning
playground mother uncle twin curiosity whisper modern frozen amphora aquarium bag binoculars
brochure bulletin cafeteria cloth colander comedy country coupon cucumber cupola daylight
decoration energy folder gallery garland grain harvest hazel jigsaw kettledrum landscape
locomotive lupin oatmeal papyrus parcel pickle picture pigeon plate present primrose prize pupil
radiator receipt refrain reservoir robot rosebush row satchel scent science sculptor soil
"""
