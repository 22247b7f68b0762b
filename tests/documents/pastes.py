"""Random pastes, as word processors, mail and worse give them."""

from hypothesis import strategies as st

WORDS = (
    *(
        "the",
        "boats",
        "shall",
        "return",
        "by",
        "noon",
        "30",
        "Tarn:",
        "l’île",
        "“crew”",
        "and/or",
        "12:1",
        "é",
    ),
    *("سفن", "٣٠", "يومًا", "{note:", "}", "#", "##", "|", "\\", "/", "Alt", "o", "—"),
)
BRACKETS = (
    *(
        "[shall] [should]",
        "[shall][should]",
        "[shall] / [should]",
        "[shall/should]",
        "[30 | 36]",
        "[…]",
        "[ ]",
    ),
    *(
        "[with [all] crew]",
        "[",
        "]",
        "[a] or [b]",
        "[Tarn: 30 | Vell: 36]",
        "[a | a]",
        "[x ]y",
        "[و] [أو]",
        "[sic]",
    ),
    *(
        "[Option 1: noon] [Option 2: dusk]",
        "[Option 1: noon / Option 2: dusk]",
        "[[a] [b]]",
        "[3. bis whole]",
    ),
)
HEADS = (
    *(
        "",
        "",
        "",
        "1.\t",
        "2. ",
        "12 bis ",
        "12 bis. ",
        "1)",
        "1) ",
        "a) ",
        "(b) ",
        "iv. ",
        "3\t",
        "٤. ",
        "- ",
        "• ",
    ),
    *(
        "\uf0b7\t",
        "▪\t",
        "o\t",
        "§ 5 ",
        "# ",
        "## ",
        "\t",
        "    ",
        "\t\t(i) ",
        "Article 3. ",
        "المادة ٣: ",
        "Annex A ",
    ),
    *(
        "Option 1: ",
        "Option 2: ",
        "Option 3: ",
        "Alt. ",
        "Alt 1: ",
        "Alt 2. ",
        "5 alt. ",
        "Alternative A: ",
        "TITLE ",
    ),
    *("Parties: ", "Language: ", "{.annex} ", "| ", "|", "[", "]"),
)
BLANKS = (" ", " ", " ", " ", "\u00a0", "\t", "  ", "\u202f", "")
UNSEEN = (
    "",
    "",
    "",
    "",
    "\u00ad",
    "\u200e",
    "\u200f",
    "\u202b",
    "\u200b",
    "\ufeff",
    "\u200d",
    "\ue123",
    "\u115f",
)
ENDS = ("\n", "\n", "\n", "\n\n", "\r\n", "\r\n\r\n", "\u2028", "\x0b", "\x0c", "\r", "\u2029", "\n\n\n")


@st.composite
def line(draw: st.DrawFn) -> str:
    """Draw one line."""
    parts = [draw(st.sampled_from(UNSEEN)), draw(st.sampled_from(HEADS))]
    for _ in range(draw(st.integers(0, 5))):
        parts += [
            draw(st.sampled_from((*WORDS, *BRACKETS))),
            draw(st.sampled_from(UNSEEN)),
            draw(st.sampled_from(BLANKS)),
        ]
    return "".join(parts)


@st.composite
def paste(draw: st.DrawFn) -> str:
    """Draw a paste that holds at least one word."""
    parts = [draw(st.sampled_from(("", "", "\ufeff", "\n", "# A title\n", "# A title\n\n"))), "word"]
    for _ in range(draw(st.integers(0, 7))):
        parts += [draw(st.sampled_from(ENDS)), draw(line())]
    return "".join(parts)
