"""What a citizen may hand in, where, and how the result is wished for."""

import pytest

from motcua.kernel.errors import InvalidInput
from motcua.onestop.dossiers.api import Dossier, save_answers, start_draft, submit_dossier
from motcua.onestop.dossiers.tests.test_life import ANSWERS, EXTRACT
from tests.office import Office


@pytest.mark.parametrize("code", ["380", "so_tu_phap", "14767/tu_phap_ho_tich", "38"])
def test_a_body_that_does_not_perform_the_procedure_is_refused(office: Office, code: str) -> None:
    citizen = office.citizen()
    draft = start_draft(EXTRACT, unit_id=office.unit(code).pk, actor=citizen)
    save_answers(draft.key, values=ANSWERS, actor=citizen)
    with pytest.raises(InvalidInput) as refused:
        submit_dossier(draft.key, actor=citizen)
    assert [error.field for error in refused.value.fields] == ["unit"]
    assert not Dossier.objects.exists()


def test_the_wish_for_the_result_is_kept_and_an_unknown_one_refused(office: Office) -> None:
    citizen = office.citizen()
    draft = start_draft(EXTRACT, unit_id=office.unit("14767").pk, actor=citizen)
    save_answers(draft.key, values=ANSWERS, actor=citizen)
    with pytest.raises(InvalidInput) as refused:
        submit_dossier(draft.key, return_wish="by pigeon", actor=citizen)
    assert [error.field for error in refused.value.fields] == ["return_wish"]
    assert submit_dossier(draft.key, return_wish="post", actor=citizen).return_wish == "post"
