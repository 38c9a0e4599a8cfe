"""Put text from data into pages as data, never as markup, a script or a template; only addresses become links."""

import base64
import hashlib
import json
import re
from html.parser import HTMLParser

# What Markdown and MyST read as markup: anywhere, in an address that would become a link, at the start of a block.
MARKDOWN = re.compile(r"([\\`*_{}\[\]<>&$~|@]|:(?=//)|(?<=www)\.|^[#+=:%(-]|(?<=^\d)[.)])", re.IGNORECASE)

# The one rule for addresses; the map checks its links against the same pattern. The host is four numbers up to 255,
# or labels of letters, digits and inner hyphens, the last starting with a letter; letters beyond ASCII are lower case,
# as in an internationalised domain name. There is no user, and a port is at most 65535. The rest holds what RFC 3986
# allows and letters beyond ASCII: no quote, brace, backslash or white space, and every per cent sign is an escape.
_LETTER = (
    "A-Za-z\u00df-\u00f6\u00f8-\u00ff\u03ac-\u03ce\u0430-\u045f"  # Latin, Greek, Cyrillic
    "\u05d0-\u05ea\u0620-\u064a\u0671-\u06d3"  # Hebrew, Arabic
    "\u0904-\u0939\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff\uac00-\ud7a3"  # Devanagari, kana, Han, Hangul
)
_REST_OF_LABEL = f"([{_LETTER}0-9-]*[{_LETTER}0-9])?"
_NAME = rf"([{_LETTER}0-9]{_REST_OF_LABEL}\.)+[{_LETTER}]{_REST_OF_LABEL}\.?"
_NUMBER = r"(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])"
_PORT = r"(6553[0-5]|655[0-2][0-9]|65[0-4][0-9]{2}|6[0-4][0-9]{3}|[1-5][0-9]{4}|[1-9][0-9]{0,3})"
_PATH = r"([A-Za-z0-9._~/?#&=+,;:@!$()*\[\]-]|%[0-9A-Fa-f]{2}|[^\x00-\xbf])*"
WEB_ADDRESS = rf"^https?://({_NAME}|({_NUMBER}\.){{3}}{_NUMBER})(:{_PORT})?([/?#]{_PATH})?$"


def embed_json(value):
    """Return what `json.dumps` writes, fit to stand in a script element, and in the source of a Jinja template.

    Neither a tag nor ``{{``, ``{%`` or ``{#`` occurs in it.

    Examples
    --------
    >>> embed_json({"name": "</script>{{ 7 * 7 }}"})
    '{"name":"\\\\u003c/script>\\\\u007b{ 7 * 7 }}"}'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    # A brace that opens an object is followed by a quotation mark or a closing brace, so these stand inside strings.
    return re.sub(r"\{(?=[{%#])", r"\\u007b", text.replace("<", r"\u003c"))


def escape_markdown(text):
    """Return text that Markdown, MyST's roles and substitutions included, shows as it is.

    Examples
    --------
    >>> print(escape_markdown("![i](https://example.org) {{ x }}"))
    !\\[i\\](https\\://example.org) \\{\\{ x \\}\\}
    """
    return MARKDOWN.sub(r"\\\1", text)


def hash_inline_scripts(page):
    """List the inline scripts of a page of HTML and of the pages framed in it, as a content security policy names them.

    Each stands there once, in order, such as ``'sha256-…'`` with its quotation marks.

    Examples
    --------
    >>> hash_inline_scripts("<script>a()</script><script src='b.js'></script><script>a()</script>")
    ["'sha256-qVpDBgj7bpq5hMAcGp3AOc79J3Y1Z4HvySTwKrWDoy4='"]
    """
    digests = (hashlib.sha256(script.encode()).digest() for script in _ScriptFinder(page).scripts)
    return list(dict.fromkeys(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests))


class _ScriptFinder(HTMLParser):
    """Collects the texts of script elements that a browser would run."""

    def __init__(self, page):
        super().__init__()
        self.scripts, self._inside = [], False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "script":
            self._inside = "src" not in attributes and attributes.get("type") in (None, "", "text/javascript", "module")
            if self._inside:
                self.scripts.append("")
        if attributes.get("srcdoc"):
            self.scripts += _ScriptFinder(attributes["srcdoc"]).scripts

    def handle_data(self, data):
        if self._inside:
            self.scripts[-1] += data

    def handle_endtag(self, tag):
        if tag == "script":
            self._inside = False
