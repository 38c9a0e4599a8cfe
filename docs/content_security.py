"""Give every page of the site a content security policy: its own files and its own scripts, and nothing else."""

from pathlib import Path

from helpers.data.embedding import hash_inline_scripts

POLICY = (
    "default-src 'self'; script-src 'self' {scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'"
)
HEAD = "<head>"


def protect_pages(app, exception):
    """Write the policy into the head of every page of a finished build."""
    if exception is not None or app.builder.format != "html":
        return
    for path in sorted(Path(app.outdir).rglob("*.html")):
        page = path.read_text("utf-8")
        if HEAD not in page:  # a template of the theme that Sphinx copies, but that no page shows
            path.unlink()
            continue
        policy = POLICY.format(scripts=" ".join(hash_inline_scripts(page)))
        meta = f'{HEAD}\n    <meta http-equiv="Content-Security-Policy" content="{policy}">'
        path.write_text(page.replace(HEAD, meta, 1), "utf-8", newline="\n")
