"""Answers that volunteers write often: the list of them, and putting one into the box of a decision or a message."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mcs.lib.numbers import key as pk_of
from mcs.moderation.actions.canned import delete_canned_answer, write_canned_answer
from mcs.moderation.forms.canned import CannedAnswerForm
from mcs.moderation.models import CannedAnswer
from mcs.moderation.rules.desk import get_volunteer
from mcs.moderation.undo import say_done

CHOICE, INSERT = "reponse", "inserer"


@require_http_methods(["GET", "HEAD", "POST"])
def canned_answers(request: HttpRequest) -> HttpResponse:
    """All of them, and the form of one more."""
    member = get_volunteer(request.user)
    form = CannedAnswerForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        write_canned_answer(**form.cleaned_data, member=member)
        messages.success(request, _("Kept: all volunteers can choose it."))
        return redirect("moderation:canned_answers")
    return render(request, "moderation/canned_answers.html", {"form": form, "answers": CannedAnswer.objects.all()})


@require_http_methods(["GET", "HEAD", "POST"])
def canned_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Changing one, or deleting it; what was deleted can be put back at once."""
    member, answer = get_volunteer(request.user), get_object_or_404(CannedAnswer, pk=pk)
    if request.POST.get("geste") == "supprimer":
        delete_canned_answer(answer=answer)
        said, again = _("Deleted: %(title)s") % {"title": answer.title}, {"title": answer.title, "text": answer.text}
        say_done(request, said, undo_url=request.path.removesuffix(f"{pk}/"), fields=again)
        return redirect("moderation:canned_answers")
    words = {"title": answer.title, "text": answer.text}
    form = CannedAnswerForm(request.POST if request.method == "POST" else None, initial=words)
    if form.is_bound and form.is_valid():
        write_canned_answer(**form.cleaned_data, member=member, answer=answer)
        messages.success(request, _("Kept: all volunteers can choose it."))
        return redirect("moderation:canned_answers")
    return render(request, "moderation/canned_answer.html", {"form": form, "answer": answer})


def inserts(request: HttpRequest) -> bool:
    """Whether the press only puts an answer into the box: the page is shown again, and nothing is decided or sent."""
    return INSERT in request.POST


def with_canned(posted: QueryDict, box: str = "reason") -> QueryDict:
    """What was posted, with the answer chosen beside the box put into it: it works without JavaScript.

    It goes after what was typed when that was asked for; what is decided with an empty box takes the answer chosen.
    """
    chosen, typed = posted.get(CHOICE, ""), posted.get(box, "").strip()
    if not chosen or (typed and INSERT not in posted):
        return posted
    answer = CannedAnswer.objects.filter(pk=pk_of(chosen)).first()
    if answer is None:
        return posted
    filled = posted.copy()
    filled[box] = f"{typed}\n\n{answer.text}" if typed else answer.text
    return filled
