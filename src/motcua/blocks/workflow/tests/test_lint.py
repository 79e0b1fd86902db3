"""What may not be deployed, each with the line, the element and a way out."""

import pytest

from motcua.blocks.workflow.api import Problem, lint

HEAD = (
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:motcua="https://motcua.example/bpmn">\n'
    '<message id="M" name="paid"/>\n<process id="p" isExecutable="true">\n<startEvent id="s"/>\n'
)
TAIL = '\n<endEvent id="e"/>\n</process>\n</definitions>'
TASK = '<userTask id="{0}" name="Thẩm tra" motcua:step="examine" motcua:role="specialist" motcua:unit="competent" {1}/>\n'


def arrows(*pairs: str) -> str:
    flows = (pair.split(">") for pair in pairs)
    return "".join(f'<sequenceFlow id="{a}_{b}" sourceRef="{a}" targetRef="{b}"/>\n' for a, b in flows)


def problems(body: str, known: set[str] | None = None) -> list[Problem]:
    return lint(HEAD + body + TAIL, known)


def only(found: list[Problem], element: str, start: str) -> None:
    assert [(problem.element, str(problem).split(": ", 1)[1][: len(start)]) for problem in found] == [(element, start)], found
    assert found[0].line > 0
    assert found[0].way_out


def test_a_plain_process_has_no_problem(marriage_xml: str) -> None:
    assert lint(marriage_xml) == []
    assert problems(TASK.format("t", "") + arrows("s>t", "t>e")) == []


@pytest.mark.parametrize(
    ("element", "name"),
    [
        ('<scriptTask id="t"><script>import os</script></scriptTask>', "scriptTask"),
        ('<serviceTask id="t"/>', "serviceTask"),
        ('<sendTask id="t"/>', "sendTask"),
        ('<task id="t"/>', "task"),
        ('<businessRuleTask id="t"/>', "businessRuleTask"),
        ('<complexGateway id="t"/>', "complexGateway"),
        ('<eventBasedGateway id="t"/>', "eventBasedGateway"),
        ('<callActivity id="t" calledElement="other"/>', "callActivity"),
        ('<intermediateThrowEvent id="t"><linkEventDefinition name="A"/></intermediateThrowEvent>', "intermediateThrowEvent"),
        ('<adHocSubProcess id="t"/>', "adHocSubProcess"),
        ('<transaction id="t"/>', "transaction"),
        ('<dataObject id="t"/>', "dataObject"),
    ],
)
def test_elements_the_engine_does_not_execute_are_refused(element: str, name: str) -> None:
    found = problems(element + "\n" + TASK.format("a", "") + arrows("s>a", "a>e"))
    only(found, "t", f"The element {name} is not supported.")


@pytest.mark.parametrize(
    ("event", "trigger"),
    [
        ('<intermediateCatchEvent id="t"><linkEventDefinition name="A"/></intermediateCatchEvent>', "linkEventDefinition"),
        ('<intermediateCatchEvent id="t"><conditionalEventDefinition/></intermediateCatchEvent>', "conditionalEventDefinition"),
        ('<intermediateCatchEvent id="t"><signalEventDefinition/></intermediateCatchEvent>', "signalEventDefinition"),
    ],
)
def test_events_the_engine_silently_ignores_are_refused(event: str, trigger: str) -> None:
    found = problems(event + "\n" + arrows("s>t", "t>e"))
    assert {problem.element for problem in found} == {"t"}
    assert any(trigger in str(problem) for problem in found)


def test_compensation_on_the_border_of_a_task_is_refused() -> None:
    body = TASK.format("a", "") + '<boundaryEvent id="b" attachedToRef="a"><compensateEventDefinition/></boundaryEvent>\n'
    found = problems(body + arrows("s>a", "a>e", "b>e"))
    assert {problem.element for problem in found} == {"b"}


def test_repeated_tasks_are_refused() -> None:
    task = TASK.format("a", "").replace("/>", "><multiInstanceLoopCharacteristics/></userTask>")
    only(problems(task + arrows("s>a", "a>e")), "a", "The element multiInstanceLoopCharacteristics")


@pytest.mark.parametrize(
    ("attribute", "sentence"),
    [
        ('motcua:step="examine"', "It is not said what kind of step"),
        ('motcua:role="specialist"', "It is not said who does this: motcua:role"),
        ('motcua:unit="competent"', "It is not said who does this: motcua:unit"),
        ('name="Thẩm tra"', "The task has no name."),
    ],
)
def test_a_task_must_say_what_it_is_and_who_does_it(attribute: str, sentence: str) -> None:
    only(problems(TASK.format("a", "").replace(attribute, "") + arrows("s>a", "a>e")), "a", sentence)


@pytest.mark.parametrize("hours", ["eight", "0", "-1", "8.5", "99999"])
def test_hours_must_be_a_number_of_working_hours(hours: str) -> None:
    only(problems(TASK.format("a", f'motcua:hours="{hours}"') + arrows("s>a", "a>e")), "a", "motcua:hours is not a number")


def test_a_process_needs_a_start_and_an_end() -> None:
    body = TASK.format("a", "") + arrows("s>a", "a>e")
    without_start = lint((HEAD + body + TAIL).replace('<startEvent id="s"/>', ""))
    assert "There must be exactly one start event; there are 0." in str(without_start[0])
    without_end = lint((HEAD + body + TAIL).replace('<endEvent id="e"/>', ""))
    assert any("There is no end event." in str(problem) for problem in without_end)


def test_what_cannot_be_reached_or_left_is_named() -> None:
    lost = TASK.format("a", "") + TASK.format("lost", "") + arrows("s>a", "a>e", "lost>e")
    only(problems(lost), "lost", "No arrow leads here.")
    island = TASK.format("a", "") + TASK.format("x", "") + TASK.format("y", "") + arrows("s>a", "a>e", "x>y", "y>x")
    assert {problem.element for problem in problems(island)} == {"x", "y"}
    circle = '<exclusiveGateway id="g" default="g_a"/>' + TASK.format("a", "") + TASK.format("b", "")
    found = problems(circle + arrows("s>g", "g>a", "a>b", "b>g"))
    assert all("From here no end can be reached." in str(problem) or "No arrow leads here" in str(problem) for problem in found)
    assert found


CHOICE = '<exclusiveGateway id="g" {0}/>' + TASK.format("a", 'motcua:outcomes="yes,no"') + arrows("s>a", "a>g")


def flow(name: str, condition: str) -> str:
    return f'<sequenceFlow id="{name}" sourceRef="g" targetRef="e"><conditionExpression>{condition}</conditionExpression></sequenceFlow>\n'


def test_a_gateway_whose_conditions_may_all_fail_needs_a_default() -> None:
    both = flow("f1", "outcome == 'yes'") + flow("f2", "outcome == 'no'")
    only(problems(CHOICE.format("") + both), "g", "All conditions of this gateway may fail")
    only(problems(CHOICE.format("") + flow("f1", "outcome == 'yes'")), "g", "All conditions of this gateway may fail")
    opposite = flow("f1", "outcome == 'yes'") + flow("f2", "outcome != 'yes'")
    assert problems(CHOICE.format("") + opposite) == []
    default = flow("f1", "outcome == 'yes'") + arrows("g>e")
    assert problems(CHOICE.format('default="g_e"') + default) == []
    only(problems(CHOICE.format("") + default), "g_e", "It is not said when the process goes this way.")


@pytest.mark.parametrize(
    "condition",
    [
        "__import__('os').system('true')",
        "().__class__.__bases__[0].__subclasses__()",
        "outcome.__class__",
        "open('/etc/passwd')",
        "[x for x in outcome]",
        "(lambda: 1)()",
        "__builtins__",
    ],
)
def test_code_in_a_condition_is_refused(condition: str) -> None:
    found = problems(CHOICE.format('default="g_e"') + flow("f1", condition) + arrows("g>e"))
    only(found, "f1", "The condition cannot be understood")


def test_a_condition_on_facts_nobody_hands_in_is_refused() -> None:
    body = CHOICE.format('default="g_e"') + flow("f1", "so_luong &gt; 2 and outcome == 'yes'") + arrows("g>e")
    assert problems(body, {"so_luong"}) == []
    only(problems(body, {"amount"}), "f1", "The condition asks for facts that nobody hands in: so_luong.")


def test_an_outcome_that_no_step_offers_is_refused() -> None:
    body = CHOICE.format('default="g_e"') + flow("f1", "outcome in ['yes', 'perhaps']") + arrows("g>e")
    only(problems(body), "f1", "No step offers the outcome perhaps.")


def test_a_condition_that_would_be_ignored_is_refused() -> None:
    body = TASK.format("a", 'motcua:outcomes="yes"') + arrows("s>a")
    found = problems(body + flow("f1", "outcome == 'yes'").replace('sourceRef="g"', 'sourceRef="a"'))
    only(found, "f1", "A condition stands where nothing chooses")


@pytest.mark.parametrize(
    "timer", ["", "<timeDuration>8 giờ</timeDuration>", "<timeDuration>P</timeDuration>", "<timeDate>2022-01-01</timeDate>"]
)
def test_a_timer_must_say_how_long_it_waits(timer: str) -> None:
    body = f'<intermediateCatchEvent id="t"><timerEventDefinition>{timer}</timerEventDefinition></intermediateCatchEvent>\n'
    only(problems(body + arrows("s>t", "t>e")), "t", "The timer does not say how long it waits.")


@pytest.mark.parametrize("timer", ["P10D", "PT4H", "P2W", "P1DT12H30M"])
def test_durations_and_working_hours_are_understood(timer: str) -> None:
    event = f"<timerEventDefinition><timeDuration>{timer}</timeDuration></timerEventDefinition>"
    body = f'<intermediateCatchEvent id="t">{event}</intermediateCatchEvent>'
    assert problems(body + arrows("s>t", "t>e")) == []
    hours = body.replace(event, '<timerEventDefinition motcua:hours="8"/>')
    assert problems(hours + arrows("s>t", "t>e")) == []


def test_a_join_where_branches_may_never_arrive_is_refused() -> None:
    split = (
        '<exclusiveGateway id="x" default="x_a"/><parallelGateway id="j"/>'
        + TASK.format("a", "")
        + TASK.format("b", 'motcua:outcomes="yes"')
    )
    other = '<sequenceFlow id="x_b" sourceRef="x" targetRef="b"><conditionExpression>urgent</conditionExpression></sequenceFlow>\n'
    only(problems(split + other + arrows("s>x", "x>a", "a>j", "b>j", "j>e")), "j", "The process can get stuck here")


def test_a_join_that_two_rounds_can_reach_at_once_is_refused() -> None:
    body = '<parallelGateway id="f"/><exclusiveGateway id="m"/><parallelGateway id="j"/>' + "".join(TASK.format(n, "") for n in "abc")
    found = problems(body + arrows("s>f", "f>a", "f>b", "f>c", "a>m", "b>m", "m>j", "c>j", "j>e"))
    assert {problem.element for problem in found} == {"j"}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("<definitions", "The file is not well-formed XML."),
        ("", "The file is not well-formed XML."),
        ("<html/>", "This is not a BPMN 2.0 file."),
        ('<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"/>', "The file holds no process."),
        ('<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>', "The file declares a document type or entities"),
        ('<!doctype x SYSTEM "file:///etc/passwd"><x/>', "The file declares a document type or entities"),
        ("<a>" + " " * 600_000 + "</a>", "The file has 585 kB; 512 kB are allowed."),
        ("<a>" * 400 + "</a>" * 400, "The file is not well-formed XML."),
    ],
)
def test_hostile_and_broken_files_are_refused(text: str, sentence: str) -> None:
    only(lint(text), "", sentence)


def test_two_processes_in_one_file_and_ids_used_twice_are_refused() -> None:
    body = HEAD + TASK.format("a", "") + arrows("s>a", "a>e") + TAIL
    twice = body.replace("</definitions>", '<process id="q"/></definitions>')
    only(lint(twice), "q", "The file holds more than one process.")
    only(lint(body.replace('id="a_e"', 'id="s_a"')), "s_a", "The id s_a is used twice.")
