"""Addresses of the workspace, in Vietnamese."""

from django.urls import URLPattern, path

from motcua.channels.workspace.views import dossier, inbox, intake, numbers, register, reviews, search, supervision, walk_in, work

urlpatterns: list[URLPattern] = [
    path("", inbox.tasks, name="work_inbox"),
    path("cho-tiep-nhan/", inbox.queue, name="work_queue"),
    path("cho-tra/", inbox.results, name="work_to_return"),
    path("tiep-nhan/", walk_in.choose_procedure, name="work_walk_in"),
    path("tiep-nhan/xong/<str:code>/", walk_in.taken_in, name="work_taken_in"),
    path("tiep-nhan/<str:code>/", walk_in.walk_in, name="work_walk_in_form"),
    path("ho-so/", search.dossiers, name="work_dossiers"),
    path("ho-so/<str:code>/", dossier.dossier_page, name="work_dossier"),
    path("ho-so/<str:code>/tiep-nhan/", intake.accept, name="work_accept"),
    path("ho-so/<str:code>/bo-sung/", intake.supplement, name="work_supplement"),
    path("ho-so/<str:code>/nop-bo-sung/", intake.answer, name="work_answer"),
    path("ho-so/<str:code>/tu-choi/", intake.refuse, name="work_refuse"),
    path("ho-so/<str:code>/viec/<int:task_id>/", work.task, name="work_task"),
    path("ho-so/<str:code>/nghia-vu/", work.obligation, name="work_obligation"),
    path("ho-so/<str:code>/bien-lai/", work.settle, name="work_settle"),
    path("ho-so/<str:code>/tra-ket-qua/", work.hand_over, name="work_return"),
    path("ho-so/<str:code>/giay-to/<int:paper_id>/", dossier.paper, name="work_paper"),
    path("ho-so/<str:code>/phieu/<int:slip_id>.pdf", dossier.slip, name="work_slip"),
    path("ho-so/<str:code>/ket-qua.pdf", dossier.result, name="work_result"),
    path("ho-so/<str:code>/du-thao.pdf", dossier.draft, name="work_draft"),
    path("so-theo-doi/", register.register, name="work_register"),
    path("so-theo-doi.csv", register.register_csv, name="work_register_csv"),
    path("chi-so/", numbers.numbers, name="work_numbers"),
    path("chi-so/ho-so/", numbers.records, name="work_records"),
    path("kiem-toan/", supervision.audit, name="work_audit"),
    path("kiem-toan/kiem-tra/", supervision.audit_verify, name="work_audit_verify"),
    path("viec-nen/", supervision.jobs, name="work_jobs"),
    path("viec-nen/<int:job_id>/chay-lai/", supervision.job_retry, name="work_job_retry"),
    path("cong-bo/", reviews.publications, name="work_publications"),
    path("cong-bo/moi/", reviews.new_publication, name="work_publication_new"),
    path("cong-bo/<int:decision_id>/", reviews.publication, name="work_publication"),
    path("ra-soat/", reviews.review_reports, name="work_reviews"),
    path("ra-soat/moi/", reviews.new_review, name="work_review_new"),
    path("ra-soat/<int:review_id>/", reviews.review_report, name="work_review"),
    path("noi-dung/", supervision.doubts, name="work_doubts"),
]
