EXPECTED_BAKE_TIME = None


def bake_time_remaining():
    pass


def preparation_time_in_minutes(number_of_layers):
    pass


def elapsed_time_in_minutes(number_of_layers, elapsed_bake_time):
    pass
