"""A page as a file: its links lead to other files, and what needs a server or a script is gone."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape
from html.parser import HTMLParser

# Gives the address to write in place of another; None when it leads nowhere in the copy.
Resolve = Callable[[str], str | None]
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
GONE = {"script", "template", "form", "button", "dialog"}
UNWRAPPED = {"noscript"}
ADDRESSES = {"href", "src", "poster"}
_CANDIDATE = re.compile(r"(\S+)(\s+[\d.]+[wx])?\s*(?:,|$)")


def still_page(html: str, resolve: Resolve, notice: str, form_notice: str, elsewhere: str) -> str:
    """The page with `notice` above its content, `form_notice` in place of the first form there, and links that
    resolve to nothing leading to `elsewhere`."""
    writer = _Writer(resolve, notice, form_notice, elsewhere)
    writer.feed(html)
    writer.close()
    return "".join(writer.out)


class _Writer(HTMLParser):
    def __init__(self, resolve: Resolve, notice: str, form_notice: str, elsewhere: str) -> None:
        super().__init__(convert_charrefs=False)
        self.resolve, self.notice, self.form_notice, self.elsewhere = resolve, notice, form_notice, elsewhere
        self.out: list[str] = []
        self.in_main = False
        self.gone: list[str] = []  # open elements inside one that goes, itself first

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if self.gone:
            self.gone += [tag] if tag not in VOID else []
        elif tag in GONE or "hidden" in said or "data-map" in said:
            self._leave_out(tag, said)
        elif tag in UNWRAPPED or (tag == "link" and not self._is_kept_link(said)):
            return
        else:
            if tag == "main":
                self.in_main = True
                self.out.append(self.notice)
            self.out.append(self._tag(tag, attrs))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self.gone:
            self.out.append(self._tag(tag, attrs, end="/>"))

    def handle_endtag(self, tag: str) -> None:
        if self.gone:
            while self.gone and self.gone.pop() != tag:
                pass
        elif tag not in UNWRAPPED:
            self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self._keep(data)

    def handle_entityref(self, name: str) -> None:
        self._keep(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._keep(f"&#{name};")

    def handle_decl(self, decl: str) -> None:
        self._keep(f"<!{decl}>")

    def _keep(self, text: str) -> None:
        if not self.gone:
            self.out.append(text)

    def _leave_out(self, tag: str, said: dict[str, str | None]) -> None:
        if tag not in VOID:
            self.gone.append(tag)
        if tag != "form" or not self.in_main or "hidden" in said:
            return
        name = (said.get("action") or "").rpartition("/")[2]
        file = self.resolve(said["action"] or "") if "." in name else None
        if file is not None:  # a form that asks for a file: the whole of it is there
            self.out.append(f'<p><a class="button soft" href="{escape(file)}">{escape(name)}</a></p>')
        else:
            self.out.append(self.form_notice)
            self.form_notice = ""

    def _is_kept_link(self, said: dict[str, str | None]) -> bool:
        kinds, href = (said.get("rel") or "").split(), unescape(said.get("href") or "")
        return "manifest" not in kinds and ("canonical" in kinds or self.resolve(href) is not None)

    def _tag(self, tag: str, attrs: list[tuple[str, str | None]], end: str = ">") -> str:
        written = []
        for name, value in attrs:
            if name.startswith("hx-"):
                continue
            if value is not None and name in ADDRESSES and tag != "base":
                found = self.resolve(value)
                value = found if found is not None else self.elsewhere
            elif value is not None and name in ("srcset", "imagesrcset"):
                value = self._srcset(value)
            written.append(f" {name}" if value is None else f' {name}="{escape(value)}"')
        return f"<{tag}{''.join(written)}{end}"  # lowered by the parser; browsers know those of SVG all the same

    def _srcset(self, value: str) -> str:
        kept = ((self.resolve(address), width) for address, width in _CANDIDATE.findall(value))
        return ", ".join(f"{address}{width}" for address, width in kept if address is not None)
