"""Own tables: book, more people or fewer, cancel, pay the deposit."""

from django.urls import path

from fangcun.services.canteen.views import own_tables

urlpatterns = [
    path("", own_tables.dinners, name="dinners"),
    path("seatings/<int:pk>/", own_tables.book, name="book_table"),
    path("bookings/<int:pk>/", own_tables.table, name="table"),
    path("bookings/<int:pk>/party/", own_tables.party, name="change_party"),
    path("bookings/<int:pk>/cancel/", own_tables.cancel, name="cancel_table"),
    path("bookings/<int:pk>/pay/", own_tables.pay, name="pay_deposit"),
]
