"""Kuis aturan: ten questions on one page, then the result with its explanations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from kentongan.compliance.rulebook import services
from kentongan.compliance.rulebook.quiz import ASKED, NEEDED, bank, is_right
from kentongan.compliance.rulebook.selectors import quiz_under_way, quizzes_for
from kentongan.organizations.access import signed_in

if TYPE_CHECKING:
    from kentongan.compliance.rulebook.models import QuizSitting
    from kentongan.organizations.middleware import ActorRequest

UNPROCESSABLE = 422


@require_http_methods(["GET", "POST"])
@signed_in
def quiz(request: ActorRequest) -> HttpResponse:
    """The questions, or the way in where none are drawn."""
    if request.POST.get("act") == "begin":
        services.begin_quiz(actor=request.actor)
        return redirect("quiz")
    sitting = quiz_under_way(request.actor)
    if sitting is None:
        past = quizzes_for(request.actor)[:5]
        facts = {"past": past, "asked": ASKED, "needed": NEEDED, "size": len(bank())}
        return render(request, "compliance/rulebook/quiz_start.html", facts)
    if request.method == "GET":
        return _page(request, sitting, {})
    said = {code: request.POST.get(f"q-{code}", "") for code in sitting.questions}
    if not all(said.values()):
        return _page(request, sitting, said, status=UNPROCESSABLE)
    try:
        services.finish_quiz(actor=request.actor, sitting=sitting, answers=said)
    except services.QuizOverError:
        messages.info(request, "Kuis ini sudah diserahkan di jendela lain. Inilah hasilnya.")
    return redirect("quiz_result", sitting.pk)


@require_GET
@signed_in
def result(request: ActorRequest, quiz_id: int) -> HttpResponse:
    """How it went, with why each answer is right."""
    sitting = quizzes_for(request.actor).filter(pk=quiz_id).exclude(finished_at=None).first()
    if sitting is None:
        raise Http404
    facts = {"sitting": sitting, "rows": _rows(sitting, sitting.answers), "needed": NEEDED, "asked": ASKED}
    return render(request, "compliance/rulebook/quiz_result.html", facts)


def _rows(sitting: QuizSitting, said: dict[str, str]) -> list[dict[str, Any]]:
    known = [bank()[code] for code in sitting.questions if code in bank()]
    return [
        {
            "question": one,
            "options": [(str(place), words) for place, (_, words) in enumerate(one.mixed(sitting.pk))],
            "said": said.get(one.code, ""),
            "right": is_right(one.code, said.get(one.code, ""), sitting.pk),
        }
        for one in known
    ]


def _page(request: ActorRequest, sitting: QuizSitting, said: dict[str, str], status: int = 200) -> HttpResponse:
    rows = _rows(sitting, said)
    left = sum(not row["said"] for row in rows) if said else 0
    return render(
        request, "compliance/rulebook/quiz.html", {"rows": rows, "left": left, "needed": NEEDED}, status=status
    )
