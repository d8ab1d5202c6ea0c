"""Kitchen sheets, labels, pickup board, rounds, calls, food safety."""

from django.urls import path

from fangcun.services.canteen.views import board, calls, rounds, safety, safety_rules, sheets

urlpatterns = [
    path("kitchens/<int:pk>/sheet/", sheets.sheet, name="sheet"),
    path(
        "kitchens/<int:pk>/sheet/<day:day>/<slug:period>/print/",
        sheets.print_sheet,
        name="print_sheet",
    ),
    path("sheets/<int:pk>.pdf", sheets.printed_sheet, name="printed_sheet"),
    path("kitchens/<int:pk>/labels/<day:day>/<slug:period>.pdf", sheets.labels, name="labels"),
    path(
        "kitchens/<int:pk>/labels/<day:day>/<slug:period>/roll.pdf",
        sheets.labels_on_roll,
        name="labels_on_roll",
    ),
    path("kitchens/<int:pk>/board/", board.board, name="board"),
    path("kitchens/<int:pk>/board/mark/", board.mark, name="mark_meal"),
    path("kitchens/<int:pk>/board/all-ready/", board.all_ready, name="all_ready"),
    path("wall/<str:key>/", board.wall, name="wall"),
    path("kitchens/<int:pk>/rounds/", rounds.rounds, name="rounds"),
    path("rounds/<int:pk>/", rounds.round_page, name="round"),
    path("rounds/<int:pk>/route.pdf", rounds.round_paper, name="round_paper"),
    path("rounds/<int:pk>/start/", rounds.start, name="start_round"),
    path("rounds/<int:pk>/back/", rounds.come_back, name="end_round"),
    path("rounds/<int:pk>/stops/<int:stop>/give/", rounds.give, name="hand_over"),
    path("rounds/<int:pk>/stops/<int:stop>/move/", rounds.move, name="move_stop"),
    path("kitchens/<int:pk>/handovers/", safety.handovers, name="handovers"),
    path("calls/", calls.calls, name="calls"),
    path("calls/<int:pk>/", calls.call, name="call"),
    path("kitchens/<int:pk>/safety/", safety.safety, name="safety"),
    path("kitchens/<int:pk>/safety/samples/", safety.samples, name="samples"),
    path("kitchens/<int:pk>/safety/checks/", safety.morning_checks, name="morning_checks"),
    path("kitchens/<int:pk>/safety/temperatures/", safety.temperatures, name="temperatures"),
    path("kitchens/<int:pk>/safety/<day:day>/month.xlsx", safety.month_file, name="safety_file"),
    path("kitchens/<int:pk>/safety/<day:day>/month.pdf", safety.month_print, name="safety_paper"),
    path("safety-rules/", safety_rules.safety_rules, name="safety_rules"),
    path("safety-rules/edit/", safety_rules.edit_safety_rules, name="edit_safety_rules"),
    path("safety-rules/<int:version>/", safety_rules.safety_rules, name="safety_rules_version"),
    path("samples/<int:pk>/throw/", safety.throw, name="throw_sample"),
]
