"""Stories for Hypothesis: our own sentences of news, joined as untidily as pages join them."""

from __future__ import annotations

from hypothesis import strategies as st

SENTENCES = (
    "Four rockets struck the port of Testville late on Tuesday, the army said in a statement.",
    "At least three dockers were killed and 12 others wounded, according to the harbour master.",
    "No group has claimed responsibility for the attack.",
    "“We heard two blasts, and then the roof was gone,” said Amal Haddad, who runs a bakery nearby.",
    "A Telegram channel close to the rebels said on Friday that the Blue Front had fired six rockets.",
    "Since early 2019, gunmen have repeatedly attacked convoys in the north, killing 1,270 people.",
    "The government denied that its warplanes had bombed the hospital.",
    "Suspected militants kidnapped a doctor and two nurses near Kirkuk on 3 May 2018.",
    "The truce, declared in October by the militias, appeared to be over.",
    "Police foiled a car bomb attack on the court, the mayor told reporters in Geneva.",
    "Rain fell on the market all morning; nobody was hurt.",
    "Between 10 and 12 people died, five of them children, when a bomb went off outside a school.",
    "The Defence Ministry plans to withdraw 500 troops by Jan. 15.",
    "It was the worst raid since July 2016, when insurgents stormed a hotel.",
    "A 34-year-old soldier was shot dead at a checkpoint overnight.",
    "The drone strike killed Omar Aziz, a commander of the Red Brigade, Reuters reported.",
    "Dozens of houses burned after shells fell on the old town.",
    "The railway workers’ strike entered its second week.",
    "U.S. officials — who asked not to be named — blamed Iran-backed militias.",
    "The death toll rose to 14 on Wednesday, up from nine.",
    "Another bomb was defused before it could explode.",
    "His group, he said, had “nothing to do” with the shooting.",
    "Two soldiers, three policemen and a cook were among the dead.",
    "The embassy warned of further attacks this week.",
    "Prices exploded last year, and the minister came under fire in parliament.",
)
BETWEEN = (
    " ",
    "\n",
    "\n\n",
    " — ",
    "… ",
    "”\n\n“",
    '" ',
    " (",
    ") ",
    "\u00a0",
    "\r\n",
    "; ",
    " 'and' ",
    "’s ",
    "\u2009–\u2009",
)

OPENING = (
    "TESTVILLE — Shells hit the port early on Tuesday, and a dozen lorries burned on the quay until noon, "
    "residents said."
)


def page_of(text: str) -> str:
    """A page with a headline, the opening of its story, and the text behind it."""
    return f"Shells hit the port\n\n{OPENING}\n\n{text}"


stories = st.lists(st.tuples(st.sampled_from(SENTENCES), st.sampled_from(BETWEEN)), min_size=1, max_size=8).map(
    lambda pieces: page_of("".join(sentence + between for sentence, between in pieces))
)
"""Untidy pages of one to eight sentences."""
