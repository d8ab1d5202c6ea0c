"""待遇资格: circumstances with evidence, rule packs, who is entitled, enrolled, served."""
