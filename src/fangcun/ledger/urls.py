from django.urls import path, re_path

from fangcun.ledger.views import figures, measures, opinions, promises, rows, writing

app_name = "ledger"
urlpatterns = [
    path("", figures.figures, name="figures"),
    path("records/", rows.records, name="records"),
    path("records/new/", writing.record_service, name="record_service"),
    path("records/crowd/", writing.record_crowd, name="record_crowd"),
    path("records/<int:pk>/", rows.record, name="record"),
    path("records/<int:pk>/reverse/", writing.reverse_record, name="reverse_record"),
    path("needs/", rows.needs, name="needs"),
    path("needs/new/", writing.record_unmet, name="record_unmet"),
    path("needs/<int:pk>/", rows.need, name="need"),
    path("needs/<int:pk>/reverse/", writing.reverse_need, name="reverse_need"),
    path("commitments/", rows.commitments, name="commitments"),
    path("commitments/<int:pk>/", rows.commitment, name="commitment"),
    path("commitments/<int:pk>/keep/", promises.keep, name="keep"),
    path("commitments/<int:pk>/give-up/", promises.give_up, name="give_up"),
    path("commitments/<int:pk>/cancel/", promises.cancel, name="cancel"),
    path("commitments/<int:pk>/reassign/", promises.reassign, name="reassign"),
    path("orphans/", promises.orphans, name="orphans"),
    path("board/", promises.board, name="board"),
    path("opinions/read/", opinions.read_plain_opinions, name="read_plain_opinions"),
    path("opinions/<int:pk>/read/", promises.read_opinion, name="read_opinion"),
    path("measures/", measures.measures, name="measures"),
    path("measures/<slug:code>/edit/", measures.edit_measure, name="edit_measure"),
    path("contracts/<int:pk>/promises/", measures.promised, name="promised"),
    re_path(
        r"^export/(?P<kind>records|needs|commitments)\.(?P<ending>csv|xlsx)$",
        rows.export,
        name="export",
    ),
]
