"""What is kept outside the database: keys, and who makes time stamps with them."""
