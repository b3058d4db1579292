"""What is wrong in a long form, said at its top."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms, template

register = template.Library()


@dataclass(frozen=True)
class Problem:
    """One thing to put right: where, what the field is called, and what is said of it."""

    anchor: str  # id of the field, or "" when it is about the whole
    label: str
    text: str


@register.inclusion_tag("components/error_summary.html")
def error_summary(form: forms.BaseForm) -> dict[str, Any]:
    """Every error of a form with a link to its field; those of the forms within it (`more_forms`) too."""
    shown = [form, *getattr(form, "more_forms", ())] if form.is_bound else []
    return {"problems": [problem for one in shown for problem in _problems(one)]}


def _problems(form: forms.BaseForm) -> list[Problem]:
    problems = [Problem("", "", str(text)) for text in form.non_field_errors()]
    for name, texts in form.errors.items():
        if name in form.fields:
            field = form[name]
            # A group of boxes has an id for each: the first is where to begin.
            anchor = f"{field.auto_id}_0" if field.use_fieldset else field.id_for_label
            problems += [Problem(anchor, str(field.label), str(text)) for text in texts]
    return problems
