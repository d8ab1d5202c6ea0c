"""What pages for everybody decide without a database: open or not, which way, how long."""
