"""运营机构: who runs the facilities, under which contract, with which promises."""
