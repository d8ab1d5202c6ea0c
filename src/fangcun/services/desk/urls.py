from django.urls import path, re_path

from fangcun.services.desk.views import (
    asking,
    book,
    entry,
    files,
    hand_overs,
    lists,
    papers,
    rates,
    requests,
)
from fangcun.services.desk.views.settings import books, categories, rules

app_name = "desk"
urlpatterns = [
    path("", book.book, name="book"),
    path("ask/", asking.ask, name="ask"),
    path("write/", entry.write, name="write"),
    path("read/", entry.read, name="read"),
    re_path(r"^lines\.(?P<ending>csv|xlsx)$", files.lines_file, name="lines_file"),
    path("call-backs/", lists.call_backs, name="call_backs"),
    path("decisions/", lists.decisions, name="decisions"),
    path("hand-over/", hand_overs.hand_over, name="hand_over"),
    path("hand-over/<int:pk>/", hand_overs.hand_over_shown, name="hand_over_shown"),
    path("books/<int:pk>/day.pdf", papers.day_page, name="day_page"),
    path("books/<int:pk>/blank.pdf", papers.blank_page, name="blank_page"),
    path("rates/", rates.desk_rates, name="rates"),
    path("rates/<slug:code>/", rates.rate_lines, name="rate_lines"),
    path("settings/books/", books.books, name="settings_books"),
    path("settings/books/new/", books.new_book, name="settings_new_book"),
    path("settings/books/<int:pk>/", books.edit_book, name="settings_book"),
    path("settings/duty/<int:pk>/", books.duty, name="settings_duty"),
    path("settings/categories/", categories.categories, name="settings_categories"),
    path("settings/categories/new/", categories.new_category, name="settings_new_category"),
    path("settings/categories/<int:pk>/", categories.edit_category, name="settings_category"),
    path("settings/rules/", rules.rules, name="settings_rules"),
    path("settings/rules/new/", rules.new_rule, name="settings_new_rule"),
    path("settings/rules/<int:pk>/", rules.edit_rule, name="settings_rule"),
    path("settings/rules/<int:pk>/move/", rules.move_rule, name="settings_move_rule"),
    path("<int:pk>/", requests.request, name="request"),
    path("<int:pk>/correct/", requests.correct, name="correct"),
    path("<int:pk>/slip.pdf", papers.slip, name="slip"),
    path("<int:pk>/promises/<int:promise>/", requests.keep_promise, name="keep_promise"),
    path("<int:pk>/move/<slug:code>/", requests.move, name="move"),
    path("<int:pk>/answer/<slug:code>/", requests.answer, name="answer"),
    path("<int:pk>/decide/<slug:code>/", requests.decide, name="decide"),
]
