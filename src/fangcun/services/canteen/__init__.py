"""Community canteen: menus, meals, festival sales, the counter."""
