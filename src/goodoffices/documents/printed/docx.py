"""A leaf as a DOCX: the smallest package that word processors open cleanly, the same bytes every time, and nothing told of anybody.

There is no part for properties (no author, title, date, company, template), no id of a revision, and no setting but the
level of the format. Archive members stand in one order under one date, the first a zip file can hold.
"""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from goodoffices.documents.printed.leaf import Block, Leaf, Line, Run, Table, ways

KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WIDTH = 9070  # of an A4 page between its margins, in twentieths of a point
_STEP = 567
_PARTS = ("styles", "settings", "header", "footer")


def written(leaf: Leaf) -> bytes:
    """Return a leaf as a DOCX file; the same leaf is always the same bytes."""
    writer = _Writer(leaf)
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations((("officeDocument", "word/document.xml"),)),
        "word/document.xml": writer.document(),
        "word/_rels/document.xml.rels": _relations(tuple((part, f"{part}.xml") for part in _PARTS)),
        "word/styles.xml": _styles(leaf),
        "word/settings.xml": _SETTINGS,
        "word/header.xml": writer.margin("hdr", leaf.head, numbered=False),
        "word/footer.xml": writer.margin("ftr", leaf.foot, numbered=True),
    }
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for name, words in parts.items():
            member = ZipInfo(name, _EPOCH)
            member.compress_type, member.create_system, member.external_attr = ZIP_DEFLATED, 0, 0x20
            archive.writestr(member, (_HEAD + words).encode("utf-8"))
    return file.getvalue()


def _types() -> str:
    parts = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_TYPE}.{sort}+xml"/>'
        for part, sort in (("document", "document.main"), *((part, part) for part in _PARTS))
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{parts}</Types>'
    )


def _relations(listed: tuple[tuple[str, str], ...]) -> str:
    found = "".join(
        f'<Relationship Id="r{sort}" Type="{_R}/{sort}" Target="{target}"/>' for sort, target in listed
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{found}</Relationships>'


_SETTINGS = (
    f'<w:settings xmlns:w="{_W}"><w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
)


def _styles(leaf: Leaf) -> str:
    language = quoteattr(_fit(leaf.language))
    own = f"w:bidi={language}" if leaf.leftward else f"w:val={language}"
    font = "Times New Roman"
    style = "".join(_style(*one) for one in _STYLES)
    return (
        f'<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr>'
        f'<w:rFonts w:ascii="{font}" w:eastAsia="{font}" w:hAnsi="{font}" w:cs="{font}"/>'
        f'<w:sz w:val="22"/><w:szCs w:val="24"/><w:lang {own}/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        f"</w:docDefaults>{style}</w:styles>"
    )


_STYLES = (
    ("Normal", "", ""),
    ("Title", '<w:spacing w:after="240"/><w:outlineLvl w:val="0"/>', '<w:b/><w:bCs/><w:sz w:val="34"/><w:szCs w:val="36"/>'),
    (
        "Heading",
        '<w:keepNext/><w:spacing w:before="240"/><w:outlineLvl w:val="1"/>',
        '<w:b/><w:bCs/><w:sz w:val="26"/><w:szCs w:val="28"/>',
    ),
    ("Small", '<w:spacing w:before="60" w:after="0"/>', '<w:sz w:val="18"/><w:szCs w:val="20"/>'),
)  # fmt: skip


def _style(name: str, paragraph: str, run: str) -> str:
    default = ' w:default="1"' if name == "Normal" else ""
    based = "" if default else '<w:basedOn w:val="Normal"/>'
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"{default}><w:name w:val="{_NAMED.get(name, name)}"/>{based}<w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


_NAMED = {"Heading": "heading 1"}
_OF = {"title": "Title", "heading": "Heading", "small": "Small", "boxes": "Small"}
_RULED = '<w:{0} w:val="single" w:sz="4" w:space="1" w:color="808080"/>'


class _Writer:
    """Writes the parts of one document that hold its words."""

    def __init__(self, leaf: Leaf) -> None:
        self.leaf = leaf

    def document(self) -> str:
        body = "".join(self.block(one) for one in self.leaf.blocks)
        return (
            f'<w:document xmlns:w="{_W}" xmlns:r="{_R}"><w:body>{body}<w:sectPr>'
            '<w:headerReference w:type="default" r:id="rheader"/>'
            '<w:footerReference w:type="default" r:id="rfooter"/><w:pgSz w:w="11906" w:h="16838"/>'
            '<w:pgMar w:top="1418" w:right="1418" w:bottom="1418" w:left="1418" w:header="600" w:footer="600" w:gutter="0"/>'
            f"{'<w:bidi/>' if self.leaf.leftward else ''}</w:sectPr></w:body></w:document>"
        )

    def margin(self, tag: str, lines: Iterable[Line], *, numbered: bool) -> str:
        """Return what stands at the head or the foot of every page."""
        inner = "".join(self.line(one) for one in lines)
        if numbered:
            inner += (
                '<w:p><w:pPr><w:pStyle w:val="Small"/><w:jc w:val="center"/></w:pPr>'
                f'{_field("PAGE")}<w:r><w:t xml:space="preserve"> / </w:t></w:r>{_field("NUMPAGES")}</w:p>'
            )
        return f'<w:{tag} xmlns:w="{_W}">{inner or "<w:p/>"}</w:{tag}>'

    def block(self, block: Block) -> str:
        return self.line(block) if isinstance(block, Line) else self.table(block)

    def line(self, line: Line) -> str:
        gap = " " if line.sort == "heading" else "\t"
        number = self.runs((Run(line.number), Run(gap))) if line.number else ""
        return f"<w:p>{self.setting(line)}{number}{self.runs(line.runs)}</w:p>"

    def setting(self, line: Line) -> str:
        """Return how a paragraph is set, its parts in the order the format asks for."""
        style = f'<w:pStyle w:val="{_OF[line.sort]}"/>' if line.sort in _OF else ""
        kept = "<w:keepNext/>" if line.kept else ""
        ruled = (
            f"<w:pBdr>{_RULED.format('bottom')}{_RULED.format('between')}</w:pBdr>"
            if line.sort == "room"
            else ""
        )
        tabs, indent = self.places(line)
        turned = self.leaf.leftward and not line.latin
        bidi = "<w:bidi/>" if turned else ""
        wide = '<w:spacing w:before="240" w:after="0"/>' if line.sort == "room" else ""
        side = '<w:jc w:val="right"/>' if self.leaf.leftward and line.latin else ""
        inner = f"{style}{kept}{ruled}{tabs}{bidi}{wide}{indent}{side}"
        return f"<w:pPr>{inner}</w:pPr>" if inner else ""

    def places(self, line: Line) -> tuple[str, str]:
        """Return the tab behind a number, and the indent: clauses hang, headings do not."""
        if line.sort == "heading":
            return "", ""
        far = _STEP * line.depth + (_STEP if line.sort == "clause" else 0)
        if not far:
            return "", ""
        hanging = f' w:hanging="{_STEP}"' if line.sort == "clause" and line.number else ""
        tab = f'<w:tabs><w:tab w:val="left" w:pos="{far}"/></w:tabs>' if hanging else ""
        return tab, f'<w:ind w:left="{far}"{hanging}/>'

    def runs(self, runs: Iterable[Run]) -> str:
        return "".join(_run(part, one, right=right) for one in runs for part, right in self.parts(one))

    def parts(self, run: Run) -> Iterator[tuple[str, bool]]:
        yield from ways(_fit(run.words), leftward=self.leaf.leftward and not run.code)

    def table(self, table: Table) -> str:
        columns = max((len(row) for row in table.rows), default=0)
        shares = table.widths or (1,) * columns
        widths = [_WIDTH * share // sum(shares) for share in shares]
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        borders = "".join(
            f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        visual = "<w:bidiVisual/>" if self.leaf.leftward else ""
        rows = "".join(
            self.row(row, widths, head=table.head and not number) for number, row in enumerate(table.rows)
        )
        return (
            f'<w:tbl><w:tblPr>{visual}<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
            f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl><w:p/>'
        )

    def row(self, row: tuple[tuple[Line, ...], ...], widths: list[int], *, head: bool) -> str:
        set_ = f"<w:trPr><w:cantSplit/>{'<w:tblHeader/>' if head else ''}</w:trPr>"
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
            f"{''.join(self.line(one) for one in cell) or '<w:p/>'}</w:tc>"
            for cell, width in zip((*row, *((),) * (len(widths) - len(row))), widths, strict=True)
        )
        return f"<w:tr>{set_}{cells}</w:tr>"


def _run(words: str, run: Run, *, right: bool) -> str:
    set_ = '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/>' if run.code else ""
    set_ += "<w:b/><w:bCs/>" if run.bold else ""
    set_ += '<w:vertAlign w:val="superscript"/>' if run.raised else ""
    set_ += "<w:rtl/>" if right else ""
    inner = "<w:tab/>".join(
        f'<w:t xml:space="preserve">{escape(part)}</w:t>' if part else "" for part in words.split("\t")
    )
    return f"<w:r>{f'<w:rPr>{set_}</w:rPr>' if set_ else ''}{inner}</w:r>"


def _field(name: str) -> str:
    return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def _fit(words: str) -> str:
    """Return words without the characters that XML has no place for."""
    return _UNFIT.sub("\ufffd", words)
