"""Writing the copy: every public page that can be reached from home, and whatever it shows."""

from __future__ import annotations

import posixpath
import re
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path, PurePosixPath
from urllib.parse import parse_qsl, unquote, urlencode, urljoin, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import Resolver404, resolve
from django.utils.text import slugify
from django.utils.translation import override

from mcs.lib.still import stillness
from mcs.website.sleep.rewriting import still_page

PAGING = {"page", "apres"}
FILTERS = {"categorie", "arrondissement", "genre"}  # one of them at a time: together they are without end
NOT_COPIED = {"website:language", "website:service_worker", "website:manifest", "website:offline"}
ASLEEP = "/en-sommeil/"
NOT_FOUND = "/404.html"
_CSS_ADDRESS = re.compile(rb"url\(\s*['\"]?([^)'\"]+)['\"]?\s*\)")


class Copy:
    """One copy on its way: what was asked for, and where it stands in the folder."""

    def __init__(self, folder: Path, tell: Callable[[int], None]) -> None:
        self.folder, self.tell = folder, tell
        self.client = Client(HTTP_HOST=urlsplit(settings.NETWORK_URL).netloc, raise_request_exception=False)
        self.waiting: list[str] = ["/", ASLEEP, NOT_FOUND]
        self.known = set(self.waiting)
        self.pages: list[str] = []
        self.there: set[str] = set()
        self.broken: list[str] = []

    def make(self) -> None:
        """Fetches all, then writes the links once it is known which lead somewhere."""
        with override(settings.LANGUAGE_CODE), stillness():
            while self.waiting:
                self._fetch(self.waiting.pop())
                self.tell(len(self.there))
            notice = render_to_string("website/asleep_notice.html")
            form_notice = render_to_string("website/asleep_form.html")
        for address in self.pages:
            path = self.folder / file_of(address)
            html = still_page(
                path.read_text(encoding="utf-8"),
                lambda link, here=address: self._link(here, link),  # type: ignore[misc]
                notice if address not in (ASLEEP, NOT_FOUND) else "",
                form_notice,
                relative(address, ASLEEP),
            )
            path.write_text(html, encoding="utf-8")

    def _fetch(self, address: str) -> None:
        path = self.folder / file_of(address)
        if address in (ASLEEP, NOT_FOUND):
            template = "website/asleep.html" if address == ASLEEP else "errors/404.html"
            self._keep_page(address, path, render_to_string(template, request=RequestFactory().get(address)))
        elif address.startswith((settings.STATIC_URL, settings.MEDIA_URL)):
            self._keep_file(address, path)
        else:
            response = self.client.get(address, secure=settings.NETWORK_URL.startswith("https:"))
            if response.status_code >= 500:
                self.broken.append(address)
            if response.status_code != 200:
                return
            if response["Content-Type"].startswith("text/html"):
                self._keep_page(address, path, response.content.decode())
            else:
                body = b"".join(response) if response.streaming else response.content
                self._write(address, path, body)

    def _keep_page(self, address: str, path: Path, html: str) -> None:
        self._write(address, path, html.encode())
        self.pages.append(address)
        still_page(html, lambda link: self._want(address, link), "", "", "")

    def _keep_file(self, address: str, path: Path) -> None:
        try:
            body = _bytes_of(address)
        except OSError:
            return
        self._write(address, path, body)
        if path.suffix == ".css":
            for link in _CSS_ADDRESS.findall(body):
                self._want(address, link.decode())

    def _write(self, address: str, path: Path, body: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
        self.there.add(address)

    def _want(self, here: str, link: str) -> str:
        address = inside(here, link)
        if address and address not in self.known:
            self.known.add(address)
            self.waiting.append(address)
        return link

    def _link(self, here: str, link: str) -> str | None:
        """What a link of the page `here` becomes; None when it leads to what the copy has not."""
        target = urlsplit(urljoin(here, _ours(link)))
        if target.scheme or target.netloc or link.startswith("#"):
            return link
        fragment = f"#{target.fragment}" if target.fragment else ""
        plain = inside(here, target.path)
        for address in (inside(here, link), plain):  # without its filters rather than nowhere
            if address in self.there:
                return relative(here, address) + fragment
        return None


def inside(here: str, link: str) -> str:
    """The address of a public page or file that the copy is to have; "" for anything else."""
    target = urlsplit(urljoin(here, _ours(link)))
    if target.scheme or target.netloc or ".." in unquote(target.path):
        return ""
    if target.path.startswith((settings.STATIC_URL, settings.MEDIA_URL)):
        return target.path
    query = [(name, value) for name, value in parse_qsl(target.query) if name != "v"]  # a picture's version
    names = [name for name, _value in query]
    if not set(names) <= PAGING | FILTERS or sum(name in FILTERS for name in names) > 1:
        return ""
    try:
        found = resolve(unquote(target.path))
    except Resolver404:
        return ""
    # Django's own mark of what is open to all; the rest asks to sign in.
    if getattr(found.func, "login_required", True) or found.view_name in NOT_COPIED:
        return ""
    return target.path + (f"?{urlencode(sorted(query))}" if query else "")


def file_of(address: str) -> PurePosixPath:
    """Where an address stands in the folder: a page is the index of a folder, a query is a folder of its own."""
    parts = urlsplit(address)
    path = unquote(parts.path).lstrip("/")
    if parts.query:
        stem, end = posixpath.splitext(posixpath.basename(path))
        stem = f"{stem}-" if stem else ""
        name = f"{stem}{slugify(parts.query)[:60]}-{sha256(parts.query.encode()).hexdigest()[:8]}{end or '/'}"
        path = posixpath.join(posixpath.dirname(path), name)
    return PurePosixPath(path + "index.html" if path.endswith("/") or not path else path)


def relative(here: str, there: str) -> str:
    """The link from one file to another, which holds under any address the folder is put at."""
    file = file_of(there)
    target = f"{file.parent}/" if file.name == "index.html" else str(file)
    link = posixpath.relpath(target, file_of(here).parent)
    return link + ("/" if target.endswith("/") else "")


def put_in_place(draft: Path, folder: Path) -> None:
    """The finished copy takes its name, in place of the one before."""
    before = folder.with_name(f"{folder.name}.before")
    shutil.rmtree(before, ignore_errors=True)
    if folder.exists():
        folder.rename(before)
    draft.rename(folder)
    shutil.rmtree(before, ignore_errors=True)


def _ours(link: str) -> str:
    return link.removeprefix(settings.NETWORK_URL) or "/" if link.startswith(settings.NETWORK_URL) else link


def _bytes_of(address: str) -> bytes:
    """Raises OSError when there is no such file."""
    path = unquote(address)
    if path.startswith(settings.MEDIA_URL):
        with default_storage.open(path.removeprefix(settings.MEDIA_URL)) as file:
            return bytes(file.read())
    name = path.removeprefix(settings.STATIC_URL)
    collected = Path(settings.STATIC_ROOT or "") / name
    found = collected if settings.STATIC_ROOT and collected.is_file() else finders.find(name)
    if not found:
        raise FileNotFoundError(name)
    return Path(str(found)).read_bytes()
