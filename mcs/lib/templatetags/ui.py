"""What every template may use: icons, the form token, and French ways of writing numbers, dates and phones."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from importlib.resources import files
from zipfile import ZipFile

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import RequestContext
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mcs.lib import contacts, hours
from mcs.lib.dates import spoken_day
from mcs.lib.fragments import AnyMember, is_drawing, kept_part
from mcs.lib.still import is_still

register = template.Library()

NBSP = "\u00a0"
DRAWINGS = ZipFile(str(files("lucide") / "lucide.zip"))  # opened once: that takes longer than to read an icon


@register.simple_tag
@lru_cache(maxsize=512)
def icon(name: str) -> SafeString:
    """A lucide icon inlined at text size; decoration only, so hidden from screen readers."""
    lines = DRAWINGS.read(f"{name}.svg").decode().partition("\n>\n")[2].splitlines()  # the style sheet says the rest
    drawn = "".join(line.strip() for line in lines)
    return mark_safe(f'<svg viewBox="0 0 24 24" class="icon" aria-hidden="true">{drawn}')  # noqa: S308 — the package's


@register.simple_tag(takes_context=True)
def csrf(context: RequestContext) -> str:
    """Django's hidden token, for those who have a session; a visitor's page stays the same for all."""
    if not context.get("has_session"):
        return ""
    return format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', context["csrf_token"])


class KeptNode(template.Node):
    """`{% kept %}`: drawn with `more` added, and no more known of the reader than that she is a member."""

    def __init__(
        self, nodelist: NodeList, key: list[FilterExpression], named: dict[str, FilterExpression], *, is_fixed: bool
    ) -> None:
        self.nodelist = nodelist
        self.is_fixed = is_fixed
        self.key = key
        self.named = named

    def render(self, context: template.Context) -> SafeString:
        def draw() -> SafeString:
            more = self.named["more"].resolve(context)() if "more" in self.named else {}
            with context.push(**more, **({"user": AnyMember()} if is_drawing() else {})):
                return self.nodelist.render(context)

        if "request" not in context or ("unless" in self.named and self.named["unless"].resolve(context)):
            return draw()
        key = tuple(part.resolve(context, True) for part in self.key)
        return kept_part(context["request"], key, draw, is_fixed=self.is_fixed)


@register.tag
def kept(parser: Parser, token: Token) -> KeptNode:
    """`{% kept "name" what it depends on… [unless=condition] [more=later] [fixed] %}…{% endkept %}`: see
    lib/fragments.py."""
    key, named, is_fixed = [], {}, False
    for bit in token.split_contents()[1:]:
        name, sign, value = bit.partition("=")
        if bit == "fixed":
            is_fixed = True
        elif sign and name in ("unless", "more"):
            named[name] = parser.compile_filter(value)
        else:
            key.append(parser.compile_filter(bit))
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(nodelist, key, named, is_fixed=is_fixed)


@register.simple_tag(takes_context=True)
def current(context: RequestContext, *prefixes: str) -> str:
    """Marks the menu's link to the part of the site this page belongs to."""
    request = context.get("request")
    return mark_safe(' aria-current="page"') if request and request.path.startswith(prefixes) else ""


@register.inclusion_tag("components/opening_badge.html")
def opening_badge(expression: str) -> dict[str, object]:
    """Whether a place with these hours is open now, and until when; nothing when that is not known."""
    state, text = hours.said_now(expression)
    return {"state": state, "text": text}


@register.filter
def ordinal(number: int | str) -> SafeString:
    """8 → 8ᵉ, marked up so that screen readers say "huitième"."""
    text = str(number).removesuffix("e")
    if not text.isdigit():
        return format_html("{}", number)
    suffix = _("th") if text != "1" else _("st")
    return format_html("{}<sup>{}</sup>", text, suffix)


@register.filter
def grouped(number: int) -> str:
    """6598 → 6 598, as the reader's language writes it."""
    return number_format(number, use_l10n=True, force_grouping=True)


@register.filter
def phone(number: str) -> str:
    """+33491000000 → 04 91 00 00 00 with unbreakable spaces; a foreign number is left as it is."""
    return contacts.written_phone(number).replace(" ", NBSP)


@register.filter
def ago(moment: datetime) -> str:
    """ "il y a 14 min", "il y a 3 h", "hier", then the date: as neighbours say it."""
    now = timezone.localtime()
    then = timezone.localtime(moment)
    if is_still():
        return date_format(then, "j F Y")
    elapsed = now - then
    if elapsed < timedelta(minutes=1):
        return _("just now")
    if elapsed < timedelta(hours=1):
        return _("%(count)s min ago") % {"count": elapsed.seconds // 60}
    if then.date() == now.date():
        return _("%(count)s h ago") % {"count": elapsed.seconds // 3600}
    if then.date() == now.date() - timedelta(days=1):
        return _("yesterday")
    if elapsed < timedelta(days=7):
        days = (now.date() - then.date()).days
        return ngettext("%(count)s day ago", "%(count)s days ago", days) % {"count": days}
    return day(then)


@register.filter(expects_localtime=True)
def day(moment: date | datetime) -> str:
    """3 novembre, 1er août, with the year when it is another one."""
    return spoken_day(moment).replace("\u00a0", " ")  # cards are narrow: it may break
