def handle_error_by_throwing_exception():
    pass


def handle_error_by_returning_none(text):
    pass


def handle_error_by_returning_tuple(text):
    pass


def filelike_objects_are_closed_on_exception(filelike):
    pass
