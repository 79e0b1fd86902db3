"""What an official can do with a feedback: one page each, with its questions, what it does and what is said afterwards."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from motcua.channels.ui.api import Field
from motcua.channels.workspace.feedback_questions import (
    Given,
    Wrong,
    assigning,
    classification,
    classifying,
    drafting,
    forwarding,
    merging,
    number,
    one_text,
    outside,
    refusing,
    target,
)
from motcua.kernel.actor import Actor
from motcua.kernel.errors import words
from motcua.onestop.feedback.api import (
    FeedbackSheet,
    accept_feedback,
    approve_answer,
    ask_supplement,
    assign_feedback,
    classify_feedback,
    discard_feedback,
    draft_answer,
    extend_term,
    forward_feedback,
    forward_outside,
    merge_feedback,
    refuse_feedback,
    release_feedback,
    return_feedback,
    send_back_draft,
    start_work,
    withhold_feedback,
)


@dataclass(frozen=True, slots=True)
class Act:
    """One thing to do: its key in the module, its words, its questions, what does it; `warns` is asked before it is done."""

    key: str
    title: str
    label: str
    done: str
    do: Callable[[str, Given, Actor], object]
    fields: Callable[[FeedbackSheet, Given, Wrong], Sequence[Field]] = lambda sheet, given, wrong: []
    lead: str = ""
    warns: str = ""
    signs: bool = False


_REASON = one_text("reason", words("Reason"))
ACTS: Mapping[str, Act] = {
    "tha": Act(
        "release", words("Put into the list"), words("Put into the list"), words("It is in the list now."),
        lambda code, given, actor: release_feedback(code, actor=actor),
    ),
    "loai": Act(
        "discard", words("Put away as mass mail"), words("Put it away"), words("It was put away."),
        lambda code, given, actor: discard_feedback(code, actor=actor),
        warns=words("It will not be answered. This cannot be undone."),
    ),
    "tiep-nhan": Act(
        "accept", words("Accept"), words("Accept"), words("Accepted: your office owes the answer."),
        lambda code, given, actor: accept_feedback(code, actor=actor),
        lead=words("From now on your office owes the answer by the day shown."),
    ),
    "hoi": Act(
        "ask", words("Ask the sender"), words("Ask"), words("Asked. The time until the answer is not counted."),
        lambda code, given, actor: ask_supplement(code, text=given.get("text", ""), actor=actor),
        one_text("text", words("What should the sender add?")), lead=words("Ask for everything in one message."),
    ),
    "chuyen": Act(
        "forward", words("Forward"), words("Forward"), words("Forwarded. Its time counts anew from now."),
        lambda code, given, actor: forward_feedback(code, unit_id=target(given), reason=given.get("reason", ""), actor=actor), forwarding,
    ),
    "chuyen-ngoai": Act(
        "outside", words("Forward outside the province"), words("Forward"), words("Forwarded outside; here it ends."),
        lambda code, given, actor: forward_outside(code, agency=given.get("agency", ""), reason=given.get("reason", ""), actor=actor),
        outside,
        warns=words("Here it ends; the sender reads to whom it went."),
    ),
    "tra-lai": Act(
        "return", words("Return to the forwarder"), words("Return"), words("Returned with your reason."),
        lambda code, given, actor: return_feedback(code, reason=given.get("reason", ""), actor=actor), _REASON,
    ),
    "phan-cong": Act(
        "assign", words("Assign"), words("Assign"), words("Assigned."),
        lambda code, given, actor: assign_feedback(
            code, unit_id=number(given.get("unit", "")), account_id=number(given.get("account", "")) or None, actor=actor
        ), assigning,
    ),
    "bat-dau": Act(
        "start", words("Begin work"), words("Begin"), words("You are working on it."),
        lambda code, given, actor: start_work(code, actor=actor),
    ),
    "du-thao": Act(
        "draft", words("Draft the answer"), words("Keep the draft"), words("Drafted. The head of the unit approves and signs."),
        lambda code, given, actor: draft_answer(code, text=given.get("text", ""), actor=actor), drafting,
    ),
    "phe-duyet": Act(
        "approve", words("Approve and sign the answer"), words("Approve and sign"), words("Approved. The paper is being signed."),
        lambda code, given, actor: approve_answer(code, actor=actor),
        warns=words("The answer is signed in your name and sent; it cannot be taken back."), signs=True,
    ),
    "tra-ve": Act(
        "send_back", words("Send the draft back"), words("Send back"), words("Sent back with your reason."),
        lambda code, given, actor: send_back_draft(code, reason=given.get("reason", ""), actor=actor), _REASON,
    ),
    "khong-cong-khai": Act(
        "withhold", words("Do not publish"), words("Do not publish"), words("It stays unpublished; the sender has the answer."),
        lambda code, given, actor: withhold_feedback(code, reason=given.get("reason", ""), actor=actor), _REASON,
    ),
    "gop": Act(
        "merge", words("Merge with an earlier one"), words("Merge"), words("Merged. Its sender learns what comes of the earlier one."),
        lambda code, given, actor: merge_feedback(code, into=given.get("into", ""), actor=actor), merging,
        warns=words("It is answered together with the earlier one. This cannot be undone."),
    ),
    "gia-han": Act(
        "extend", words("Take more time"), words("Extend once"), words("The term was extended; the sender reads the reason."),
        lambda code, given, actor: extend_term(code, reason=given.get("reason", ""), actor=actor), _REASON,
    ),
    "phan-loai": Act(
        "classify", words("Correct the classification"), words("Save"), words("Corrected; its terms follow."),
        lambda code, given, actor: classify_feedback(code, classification(given), actor=actor), classifying,
    ),
    "tu-choi": Act(
        "refuse", words("Do not accept"), words("Do not accept"), words("Not accepted; the sender reads why and where to turn."),
        lambda code, given, actor: refuse_feedback(code, ground=given.get("ground", ""), text=given.get("text", ""), actor=actor),
        refusing,
        warns=words("The sender reads the guidance; this cannot be undone."),
    ),
}  # fmt: skip


def given_in(request: HttpRequest) -> dict[str, str]:
    """What was typed, one value a name."""
    return {name: request.POST.get(name, "") for name in request.POST}
