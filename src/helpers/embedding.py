"""Put text from data into pages as data: never as markup, as a script or as the source of a template."""

import base64
import hashlib
import json
import re
from html.parser import HTMLParser

# What Markdown and MyST read as markup: anywhere, in an address that would become a link, at the start of a block.
MARKDOWN = re.compile(r"([\\`*_{}\[\]<>&$~|@]|:(?=//)|(?<=www)\.|^[#+=:%(-]|(?<=^\d)[.)])", re.IGNORECASE)


def embed_json(value):
    """Write a value as JSON that can stand in a script element, and in the source of a Jinja template.

    Parameters
    ----------
    value : object
        Whatever `json.dumps` takes.

    Returns
    -------
    str
        JSON in which neither a tag nor ``{{``, ``{%`` or ``{#`` occurs.

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
    """List the inline scripts of a page and of the pages framed in it, as a content security policy names them.

    Parameters
    ----------
    page : str
        HTML.

    Returns
    -------
    list of str
        Different ones only, in order, such as ``'sha256-…'`` with its quotation marks.

    Examples
    --------
    >>> hash_inline_scripts("<script>a()</script><script src='b.js'></script><script>a()</script>")
    ["'sha256-qVpDBgj7bpq5hMAcGp3AOc79J3Y1Z4HvySTwKrWDoy4='"]
    """
    finder = _ScriptFinder()
    finder.feed(page)
    finder.close()
    digests = (hashlib.sha256(script.encode()).digest() for script in finder.scripts)
    return list(dict.fromkeys(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests))


class _ScriptFinder(HTMLParser):
    """Collects the texts of script elements that a browser would run."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.scripts = []
        self._inside = False

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "script":
            self._inside = "src" not in attributes and attributes.get("type") in (None, "", "text/javascript", "module")
            if self._inside:
                self.scripts.append("")
        if attributes.get("srcdoc"):
            framed = _ScriptFinder()
            framed.feed(attributes["srcdoc"])
            self.scripts += framed.scripts

    def handle_data(self, data):
        if self._inside:
            self.scripts[-1] += data

    def handle_endtag(self, tag):
        if tag == "script":
            self._inside = False
