"""What a person may do, as a page asks for it; the accounts room says which role holds what."""

from enum import StrEnum


class Right(StrEnum):
    # places and plans: they name no resident
    READ_PLANS = "read_plans"  # the district's records and plans
    CHANGE_PLANS = "change_plans"  # records of places, rules, scenarios; adopting a plan
    READ_FACILITIES = "read_facilities"  # facilities, rooms, hours, presence, projects
    RUN_FACILITIES = "run_facilities"  # rooms, hours, equipment, presence, stages, documents
    READ_OPERATORS = "read_operators"  # operators, credentials, contracts and their promises
    MANAGE_OPERATORS = "manage_operators"  # open, change and end contracts
    EDIT_RULES = "edit_rules"  # rule packs, routing rules, due times
    # people
    READ_PERSONS = "read_persons"  # residents by name
    WRITE_PERSONS = "write_persons"  # register, correct, merge, import
    SEE_SENSITIVE = "see_sensitive"  # unmask one field, with a reason, logged
    SEE_HEALTH = "see_health"  # health and ability, where the resident agreed
    EXPORT_PERSONS = "export_persons"  # lists of people as files
    FORGET_PERSONS = "forget_persons"  # delete a person at his request
    # the desk
    READ_REQUESTS = "read_requests"
    TAKE_REQUESTS = "take_requests"  # write in the book, follow up, dispatch, hand over
    ANSWER_REQUESTS = "answer_requests"  # the doer's side: accept, do, return once
    DECIDE_REQUESTS = "decide_requests"  # the duty person: second returns
    # the ledger
    READ_COUNTS = "read_counts"  # figures, small cells hidden
    SEE_SMALL_CELLS = "see_small_cells"  # figures that could point at a person
    READ_LEDGER = "read_ledger"  # rows, with names where READ_PERSONS allows
    RECORD_SERVICES = "record_services"  # write what was delivered or refused
    MANAGE_OFFERS = "manage_offers"  # open, change, stop and call off what can be booked
    CORRECT_LEDGER = "correct_ledger"  # reverse a row, with a reason
    # the canteen
    RUN_CANTEEN = "run_canteen"  # kitchens, dishes, menus, what they cost
    ORDER_MEALS = "order_meals"  # order, change and cancel for a person
    # money that people pay
    TAKE_PAYMENTS = "take_payments"  # take money, give it back, cards and tabs
    # the house itself
    READ_HISTORY = "read_history"  # who changed what, before and after
    READ_AUDIT = "read_audit"  # who looked at what
    MANAGE_STAFF = "manage_staff"  # give and end the roles of people who work for one
    MANAGE_ACCOUNTS = "manage_accounts"  # every account: open, close, reset
