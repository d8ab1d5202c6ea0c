"""Tables, seatings, parties."""

from django.urls import path

from fangcun.services.canteen.views import seatings, tables

urlpatterns = [
    path("kitchens/<int:pk>/seatings/", seatings.seatings, name="seatings"),
    path("kitchens/<int:pk>/seatings/new/", seatings.new_seating, name="new_seating"),
    path("kitchens/<int:pk>/tables/new/", seatings.new_table, name="new_table"),
    path("tables/<int:pk>/", seatings.edit_table, name="edit_table"),
    path("seatings/<int:pk>/", seatings.seating, name="seating"),
    path("seatings/<int:pk>/stop/", seatings.stop, name="stop_seating"),
    path("seatings/<int:pk>/reopen/", seatings.reopen, name="reopen_seating"),
    path("seatings/<int:pk>/plan.pdf", seatings.plan, name="table_plan"),
    path("seatings/<int:pk>/cards.pdf", seatings.cards, name="name_cards"),
    path("seatings/<int:pk>/book/", tables.book, name="book_table"),
    path("bookings/<int:pk>/", tables.booking, name="booking"),
    path("bookings/<int:pk>/move/", tables.move, name="move_booking"),
    path("bookings/<int:pk>/party/", tables.party, name="change_party"),
    path("bookings/<int:pk>/cancel/", tables.cancel, name="cancel_booking"),
    path("bookings/<int:pk>/seat/", tables.seat, name="seat_party"),
    path("bookings/<int:pk>/no-show/", tables.missed, name="no_show"),
    path("bookings/<int:pk>/pay/", tables.pay, name="pay_deposit"),
]
