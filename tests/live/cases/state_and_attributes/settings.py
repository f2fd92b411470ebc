PREFIX_ONE = "/one"
PREFIX_TWO = "/two"
