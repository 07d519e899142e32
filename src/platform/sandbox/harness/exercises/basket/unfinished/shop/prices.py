TAX = 1
