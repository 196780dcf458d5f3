"""What the photos of Flickr8k surely don't show, and what can be taken out of them.

The things were checked against all captions, and the best four photos of each, by the starter, against
the eye; those of which a photo shows one, or nearly, were left out. The concepts are ones that nobody
who describes a photo leaves out, so that the photos whose captions name them are all there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_THINGS = """
submarine; penguin; microwave oven; refrigerator; dishwasher; washing machine; sushi; lasagna; croissant;
wedding cake; birthday cake; spaghetti; a plate of oysters; lobster; crab; jellyfish; shark; octopus;
whale; dolphin; sea turtle; crocodile; lion; tiger; leopard; cheetah; hippopotamus; rhinoceros; gorilla;
chimpanzee; panda; koala; kangaroo; hedgehog; raccoon; skunk; beaver; otter; walrus; seal on ice; polar
bear; owl; peacock; flamingo; pelican; ostrich; toucan; hummingbird; woodpecker; bat hanging upside down;
spider web; scorpion; ladybug; beehive; snail; rattlesnake; chameleon; iguana; cactus; tulips; orchid;
bonsai tree; mushroom; pumpkin; pineapple; bananas; strawberries; grapes; avocado; broccoli; carrots;
garlic; eggplant; cheese platter; teapot; wine cellar; beer tap; cocktail; toaster; blender; frying pan;
chef's knife; cutlery drawer; dentist chair; surgery; x-ray of a hand; hospital ward; ambulance; fire
truck; garbage truck; excavator; bulldozer; forklift; tram; airship; space shuttle; rocket launch;
satellite dish; the moon; northern lights; lightning; tornado; volcano; rainbow; iceberg; lighthouse;
windmill; wind turbine; nuclear power plant; oil rig; dam; castle; pyramid; sphinx; eiffel tower; statue
of liberty; taj mahal; great wall of china; mosque; pagoda; igloo; teepee; greenhouse; barn; prison cell;
classroom blackboard; chemistry laboratory; microscope; telescope; test tubes; circuit board; computer
screenshot; laptop keyboard; printer; server room; passport; receipt; map; poker cards; roulette table;
piano; violin; cello; harp; saxophone; accordion; church organ; ballet dancer; puppet; clown; christmas
tree; jack-o-lantern; fireworks; bride and groom; coffin; gravestone; skeleton; dinosaur; mummy; suit of
armour; sword; cannon; tank; fighter jet; aircraft carrier; helicopter; parachute; hand grenade;
typewriter; rotary telephone; gramophone; sewing machine; pottery wheel; blacksmith; anvil; chainsaw;
drill; screwdriver; toolbox; paint roller; bathtub; toilet; wardrobe; chandelier; candle; vase with roses;
perfume bottle; lipstick; hair dryer; nail polish; high heels on a shelf; handbag; wristwatch; diamond
ring; gold bars; banknotes; coins; stamp collection; newspaper; envelope; paper clip; stapler; scissors;
calculator; abacus; globe; hourglass; thermometer; stethoscope; syringe; pills; bowling alley; billiard
table; curling stones; fencing duel; sumo wrestlers; archery target; polo match; ski lift; dart board; cow
milking; pig; goat; chicken coop; turkey; donkey; camel; llama; elephant; giraffe; zebra; buffalo;
reindeer; wolf; squirrel; rabbit; hamster; goldfish bowl; parrot; eagle; swan; dragonfly; butterfly;
caterpillar; ant; cockroach; mosquito; gas station; speedometer; tractor; combine harvester; rice
terraces; vineyard; tea plantation; bamboo forest; waterfall; cave with stalactites; geyser; mangrove
"""

_CONCEPTS = """
dog: dogs puppy puppies poodle terrier retriever labrador collie shepherd dachshund beagle hound canine
    bulldog greyhound greyhounds
horse: horses pony bronco donkey
cow: cows bull bulls cattle calf
snow: snowy snowing snowboard snowboarder snowboarding snowboarders ski skier skiing skis skiers skies
    sled sledding sledge snowmobile snowball snowbank snowman snowdrift ice icy
pool: pools swimming
bicycle: bicycles bike bikes biker bikers biking cyclist cyclists bicyclist bicyclists cycling bmx
    bicycler
motorcycle: motorcycles motorbike motorbikes motorcyclist motorcyclists motorcross motocross dirtbike
    dirtbikes biker bikers bike bikes
skateboard: skateboards skateboarder skateboarders skateboarding skater skateboarded skaters skating
boat: boats canoe canoes kayak kayaks kayaker kayaking raft rafting sailboat ship ships kayakers rafters
    rowing canoeing
train: trains railroad
bus: buses
guitar: guitars guitarist
football: footballs nfl quarterback
soccer: soccerball
basketball: basketballs
baseball: baseballs pitcher batter umpire
tennis: racket racquet
volleyball: volleyballs
hockey: puck
rock climbing: climber climbers climbing climbs climb
baby: babies infant toddler toddlers
swing: swings swinging
trampoline: trampolines
umbrella: umbrellas parasol
fountain: fountains sprinkler sprinklers
tent: tents camping
fishing: fish fisherman fishes pole
ice cream: popsicle cone
bubbles: bubble
balloon: balloons
bridge: bridges
wrestling: wrestle wrestler wrestlers wrestles
karate: kick kicks kicking martial
frisbee: frisbees disc
parade: marching
"""

THINGS = tuple(thing.strip() for thing in _THINGS.replace("\n", " ").split(";"))

CONCEPTS: dict[str, frozenset[str]] = {
    name: frozenset([*others.split(), *([name] if " " not in name else [])])
    for name, _, others in (
        line.partition(":") for line in _CONCEPTS.replace("\n    ", " ").strip().splitlines()
    )
}
"""Names, each with the words of captions that say it is there."""

_LITTLE = frozenset(["a", "and", "at", "full", "in", "of", "on", "s", "the", "up", "with"])


def never_said(captions: Iterable[str]) -> list[str]:
    """The things that no caption names, not even by words that begin alike."""
    said = [caption.lower() for caption in captions]
    return [thing for thing in THINGS if not _is_said(thing, said)]


def _is_said(thing: str, captions: list[str]) -> bool:
    words = [word for word in re.findall("[a-z]+", thing.lower()) if word not in _LITTLE]
    found = captions
    for word in words:
        pattern = re.compile(rf"\b{word.rstrip('s')}")
        found = [caption for caption in found if pattern.search(caption)]
    return bool(found)
